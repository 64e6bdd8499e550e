"""Turns examples into batches of token ids, always the same ones for a seed and an epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from retrieval.models.reader import readable
from training.batching import by_length, tensors
from training.reader.examples import Example, TrainingPassage, draw


@dataclass(frozen=True, slots=True)
class Batch:
    """`inputs` are what the model takes; see `model.loss` for the rest."""

    inputs: dict[str, Tensor]
    spans: Tensor
    readable: Tensor


def epoch_batches(
    examples: Sequence[Example], tokenizer: Tokenizer, groups: int, texts: int, seed: str
) -> Iterator[Batch]:
    """Yield each example once, in batches of `groups` questions with `texts` passages each."""
    rng = random.Random(seed)
    drawn = [(e, draw(e, texts, rng)) for e in examples]
    drawn = [(e, readings) for e, readings in drawn if len(readings) == texts]
    rng.shuffle(drawn)
    batches = by_length(drawn, groups, lambda pair: max(len(r.text) for r in pair[1]))
    rng.shuffle(batches)
    for batch in batches:
        yield make_batch([(e.question, readings) for e, readings in batch], tokenizer)


def make_batch(groups: Sequence[tuple[str, Sequence[TrainingPassage]]], tokenizer: Tokenizer) -> Batch:
    pairs = [(question, f"{r.title}\n{r.text}") for question, readings in groups for r in readings]
    encodings = tokenizer.encode_batch(pairs)
    readings = [r for _, group in groups for r in group]
    shape = (len(groups), len(readings) // len(groups))
    masks = [_readable(e, r) for e, r in zip(encodings, readings, strict=True)]
    spans = [_span(e, r) for e, r in zip(encodings, readings, strict=True)]
    return Batch(
        tensors(encodings),
        torch.tensor(spans).view(*shape, 2),
        torch.tensor(masks).view(*shape, -1),
    )


def _readable(encoding: Encoding, reading: TrainingPassage) -> list[int]:
    """Return 1 for the tokens where an answer may stand. The title is context, not evidence."""
    kept = set(readable(encoding, len(reading.title) + 1))
    return [int(n in kept) for n in range(len(encoding.ids))]


def _span(encoding: Encoding, reading: TrainingPassage) -> tuple[int, int]:
    if reading.start < 0:
        return -1, -1
    first = len(reading.title) + 1
    start = encoding.char_to_token(first + reading.start, 1)
    end = encoding.char_to_token(first + reading.end - 1, 1)
    return (-1, -1) if start is None or end is None else (start, end)
