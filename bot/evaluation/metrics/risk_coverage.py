"""Risk and coverage: how wrong the answers are that stay when those below a confidence are refused.

A pair a question: (confidence, correct). At a threshold, coverage is the share of questions with at least
that confidence, and risk the share of those that are wrong. Source: El-Yaniv and Wiener, "On the
Foundations of Noise-free Selective Classification" (JMLR, 2010); the area: Geifman, Uziel and El-Yaniv,
"Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers" (ICLR 2019).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.metrics.pairs import Pairs, columns


@dataclass(frozen=True, slots=True)
class Point:
    """What answering at `threshold` and above comes to."""

    threshold: float
    coverage: float
    risk: float


def curve(scored: Pairs) -> tuple[Point, ...]:
    """Return a point for each distinct confidence, highest first (coverage rises to 1)."""
    thresholds, counts, errors = _steps(scored)
    points = zip(thresholds, counts / counts[-1:], errors / counts, strict=True)
    return tuple(Point(float(t), float(coverage), float(risk)) for t, coverage, risk in points)


def area(scored: Pairs) -> float:
    """Return AURC: the mean over i = 1..n of the risk of the i most confident answers; lower is better.

    Answers of equal confidence come in random order. The area is the mean over those orders: within a
    tie, errors grow evenly. NaN without data.
    """
    _, counts, errors = _steps(scored)
    if not len(counts):
        return math.nan
    kept = np.arange(1, counts[-1] + 1)
    return float((np.interp(kept, np.r_[0, counts], np.r_[0, errors]) / kept).mean())


def _steps(scored: Pairs) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return distinct confidences from the highest, and the answers and wrong answers that reach each."""
    confidences, correct = columns(scored)
    falling, place = np.unique(-confidences, return_inverse=True)
    counts = np.bincount(place, minlength=len(falling)).cumsum()
    errors = np.bincount(place, weights=~correct, minlength=len(falling)).cumsum()
    return -falling, counts.astype(np.float64), errors
