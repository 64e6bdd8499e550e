"""Trains the reader, stage by stage."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from training.fitting import Schedule, fit, half_precision
from training.reader.batches import Batch, epoch_batches
from training.reader.examples import Example
from training.reader.model import ReaderModel, loss

GROUPS, TEXTS = 8, 2
"""Questions a step, and passages for each."""
RATE = 8e-5
"""Peak learning rate of the encoder."""
RELEVANCE_WEIGHT = 0.7


@dataclass(frozen=True)
class Stage:
    """A part of the training with a learning-rate schedule of its own, over its examples in turn."""

    name: str
    examples: Sequence[Example]
    epochs: int = 1
    rate: float = RATE
    frozen: int = 3
    """Lowest layers that keep their weights."""
    until: float = 1.0
    """Share of the schedule after which the next stage takes over."""

    @property
    def schedule(self) -> Schedule:
        steps = self.epochs * math.ceil(len(self.examples) / GROUPS)
        return Schedule(self.name, steps, round(self.until * steps), self.rate, self.frozen)


def train(model: ReaderModel, tokenizer: Tokenizer, stage: Stage, folder: Path) -> None:
    """Train in place. Continue an interrupted run from `folder`/<stage>.pt."""

    def error(batch: Batch) -> Tensor:
        with half_precision():
            relevance, start, end = model(**batch.inputs)
        outputs = relevance.float(), start.float(), end.float()
        return loss(outputs, batch.spans, batch.readable, RELEVANCE_WEIGHT)

    model.requires_grad_(True)
    fit(model, model.span, _batches(stage, tokenizer), error, stage.schedule, folder)


def _batches(stage: Stage, tokenizer: Tokenizer) -> Iterator[Batch]:
    for epoch in range(stage.epochs):
        yield from epoch_batches(stage.examples, tokenizer, GROUPS, TEXTS, f"{stage.name} {epoch}")
