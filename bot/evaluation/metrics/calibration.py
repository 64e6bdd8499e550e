"""Calibration: whether of the answers given with confidence 0.8, eight in ten are right.

A pair a question: (confidence from 0 to 1, correct); ValueError for a confidence outside. Source: Guo,
Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017); bins of equal mass:
Nguyen and O'Connor, "Posterior calibration and exploratory analysis for natural language processing models"
(EMNLP 2015); Brier, "Verification of forecasts expressed in terms of probability" (1950).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.metrics.pairs import Pairs, columns

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers with a confidence over `low` and up to `high`: how many, mean confidence, share correct."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(scored: Pairs, bins: int = BINS, *, equal_mass: bool = False) -> tuple[Bin, ...]:
    """The bins that hold an answer, from the lowest; for a plot of accuracy against confidence.

    Bins are of equal width, ((i - 1) / n, i / n] with 0 in the first, or bounded by quantiles of the
    confidences, so that each holds about as many answers (equal confidences stay in one bin).
    """
    confidences, correct = _checked(scored)
    if not len(confidences):
        return ()
    shares = np.linspace(0, 1, bins + 1)
    edges = np.quantile(confidences, shares) if equal_mass else shares
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


def expected_calibration_error(scored: Pairs, bins: int = BINS, *, equal_mass: bool = False) -> float:
    """The sum over bins of (count / n) |accuracy - confidence|; NaN without data."""
    held = reliability(scored, bins, equal_mass=equal_mass)
    total = sum(b.count for b in held)
    return sum(b.count * abs(b.accuracy - b.confidence) for b in held) / total if total else math.nan


def brier(scored: Pairs) -> float:
    """The mean of (confidence - correct)², correct being 0 or 1; NaN without data."""
    confidences, correct = _checked(scored)
    return float(((confidences - correct) ** 2).mean()) if len(confidences) else math.nan


def _checked(scored: Pairs) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    confidences, correct = columns(scored)
    if ((confidences < 0) | (confidences > 1)).any():
        raise ValueError("a confidence is a probability, from 0 to 1")
    return confidences, correct
