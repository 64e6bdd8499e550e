"""Calibration: whether of the answers given with confidence 0.8, eight in ten are right.

Each function takes a pair a question: (confidence, correct). It raises ValueError for a confidence outside
[0, 1]. Source: Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from bot.evaluation.metrics.pairs import Pairs, columns

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with a confidence over `low` and up to `high`: count, mean confidence, share correct."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(scored: Pairs, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the bins that hold an answer, from the lowest; for a plot of accuracy against confidence.

    Bins are of equal width: ((i - 1) / n, i / n], with 0 in the first.
    """
    confidences, correct = columns(scored)
    if ((confidences < 0) | (confidences > 1)).any():
        raise ValueError("a confidence is a probability, from 0 to 1")
    if not len(confidences):
        return ()
    edges = np.linspace(0, 1, bins + 1)
    place = np.searchsorted(edges[1:-1], confidences, side="left")
    return tuple(
        Bin(
            low=float(edges[i]),
            high=float(edges[i + 1]),
            count=int((place == i).sum()),
            confidence=float(confidences[place == i].mean()),
            accuracy=float(correct[place == i].mean()),
        )
        for i in np.unique(place)
    )


def expected_calibration_error(scored: Pairs, bins: int = BINS) -> float:
    """Return the sum over bins of (count / n) |accuracy - confidence|; NaN without data."""
    filled = reliability(scored, bins)
    total = sum(b.count for b in filled)
    return sum(b.count * abs(b.accuracy - b.confidence) for b in filled) / total if total else math.nan
