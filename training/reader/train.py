"""Trains the reader; a killed run goes on from its last checkpoint."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.reader.batches import Batch, epoch_batches
from training.reader.examples import Example
from training.reader.model import ReaderModel, loss

GROUPS, TEXTS = 8, 2
"""Questions a step, and passages for each."""
RATE, HEAD_RATE = 8e-5, 8e-4
"""Peak learning rates of the encoder and of the new head."""
WARM_UP = 0.06
"""Share of the steps in which the rates rise; then they fall to 0 in a straight line."""
RELEVANCE_WEIGHT = 0.7
CHECKPOINT_EVERY = 100
"""Steps, about four minutes on two cores."""


@dataclass(frozen=True)
class Stage:
    """A part of the training with a learning-rate schedule of its own, over its examples in turn."""

    name: str
    examples: Sequence[Example]
    epochs: int = 1
    rate: float = RATE
    frozen: int = 3
    """Lowest layers that keep their weights, which makes a step faster."""
    until: float = 1.0
    """Share of the schedule after which the next stage takes over."""


def train(model: ReaderModel, tokenizer: Tokenizer, stage: Stage, folder: Path) -> None:
    """Train in place, bf16 on fp32 weights; what a kill interrupts goes on from `folder`/<stage>.pt."""
    _freeze(model, stage.frozen)
    optimizer = _optimizer(model, stage.rate)
    file = folder / f"{stage.name}.pt"
    done = _resume(model, optimizer, file)
    schedule = stage.epochs * math.ceil(len(stage.examples) / GROUPS)
    last = round(stage.until * schedule)
    progress = _Progress(stage.name, done, last)
    model.train()
    for step, batch in enumerate(_batches(stage, tokenizer), start=1):
        if step <= done:
            continue
        if step > last:
            break
        _set_rates(optimizer, step / schedule)
        progress.tell(step, _step(model, optimizer, batch))
        if step % CHECKPOINT_EVERY == 0 or step == last:
            _save(model, optimizer, step, file)


def _batches(stage: Stage, tokenizer: Tokenizer) -> Iterator[Batch]:
    for epoch in range(stage.epochs):
        yield from epoch_batches(stage.examples, tokenizer, GROUPS, TEXTS, f"{stage.name} {epoch}")


def _step(model: ReaderModel, optimizer: torch.optim.Optimizer, batch: Batch) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        relevance, start, end = model(**batch.inputs)
    error = loss(
        (relevance.float(), start.float(), end.float()), batch.spans, batch.readable, RELEVANCE_WEIGHT
    )
    optimizer.zero_grad()
    error.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return error.item()


class _Progress:
    """Says every 20 steps how far it is, the loss lately and the pace."""

    def __init__(self, name: str, done: int, last: int) -> None:
        self._name, self._done, self._last = name, done, last
        self._started, self._recent = time.monotonic(), math.nan

    def tell(self, step: int, error: float) -> None:
        self._recent = error if math.isnan(self._recent) else 0.98 * self._recent + 0.02 * error
        if step % 20 == 0:
            pace = (time.monotonic() - self._started) / (step - self._done)
            print(  # noqa: T201
                f"{self._name} {step}/{self._last} loss {self._recent:.3f} {pace:.2f} s a step", flush=True
            )


def _freeze(model: ReaderModel, layers: int) -> None:
    model.requires_grad_(True)
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:layers]):
        part.requires_grad_(False)


def _optimizer(model: ReaderModel, rate: float) -> torch.optim.Optimizer:
    head = list(model.span.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("span.")]
    groups = [{"params": body, "peak": rate}, {"params": head, "peak": rate * HEAD_RATE / RATE}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)


def _set_rates(optimizer: torch.optim.Optimizer, progress: float) -> None:
    share = min(progress / WARM_UP, max(0.0, (1 - progress) / (1 - WARM_UP)))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share


def _resume(model: ReaderModel, optimizer: torch.optim.Optimizer, file: Path) -> int:
    """The steps that were done before; 0 where there is no checkpoint."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _save(model: ReaderModel, optimizer: torch.optim.Optimizer, step: int, file: Path) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    half = file.with_suffix(".half")
    torch.save(state, half)
    half.rename(file)
