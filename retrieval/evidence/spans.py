"""The arithmetic of a reader's logits: spans and their log probabilities.

The tokens of all passages of a question share one normalisation (Clark and Gardner, ACL 2018), which makes
spans of different passages comparable: log p(span) = log p(start) + log p(end).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.values import Reading, Span

MAX_TOKENS = 30
"""Tokens of a span. A longer answer is a sentence, which is cited as a whole."""
NO_SPAN = -20.0
"""The score of a sentence without a span, about the lowest log probability."""


def log_partition(readings: Sequence[Reading]) -> tuple[float, float]:
    """Return the log of the summed exponentials of all start logits, and of all end logits."""
    return _log_sum([r.start for r in readings]), _log_sum([r.end for r in readings])


def best_span(reading: Reading, norms: tuple[float, float], start: int, end: int) -> Span | None:
    """Return the likeliest span within characters `start` to `end`; None if the reader read none of them."""
    inside = [n for n, (a, b) in enumerate(reading.offsets) if a >= start and b <= end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    begins = reading.start[first:last].astype(np.float64) - norms[0]
    ends = reading.end[first:last].astype(np.float64) - norms[1]
    scores = begins[:, None] + ends[None, :]
    # A span ends no earlier than it starts and is at most MAX_TOKENS long.
    scores[~_banded(len(inside))] = -np.inf
    i, j = np.unravel_index(int(np.argmax(scores)), scores.shape)
    return Span(
        reading.offsets[first + int(i)][0],
        reading.offsets[first + int(j)][1],
        max(NO_SPAN, float(scores[i, j])),
    )


def _banded(size: int) -> NDArray[np.bool_]:
    ones = np.ones((size, size), dtype=np.bool_)
    return np.triu(ones) & np.tril(ones, MAX_TOKENS - 1)


def _log_sum(logits: Sequence[NDArray[np.float32]]) -> float:
    joined = np.concatenate(logits).astype(np.float64) if logits else np.zeros(0)
    if not joined.size:
        return 0.0
    highest = joined.max()
    return float(highest + np.log(np.exp(joined - highest).sum()))
