"""How sure a figure is: bootstrap intervals, and the paired bootstrap of two runs.

Questions are drawn with replacement, as many as there are, `RESAMPLES` times; the interval is from the
2.5th to the 97.5th percentile of what the draws give. Source: Efron and Tibshirani, "An Introduction to the
Bootstrap" (1993), chapter 13; for two systems on the same questions: Berg-Kirkpatrick, Burkett and Klein,
"An Empirical Investigation of Statistical Significance in NLP" (EMNLP 2012). A seed fixes the draws.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 2000
_DRAWS_AT_ONCE = 1_000_000  # bounds memory: 8 MB of row numbers

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], float]
"""A figure of rows (an array whose first axis is the questions); NaN where they allow none."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and its 95 % interval; all NaN without data."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """A figure of one run less that of another, its 95 % interval, and the two-sided p of "no difference"."""

    value: float
    low: float
    high: float
    p: float


def mean_interval(values: ArrayLike, *, seed: int = 0, resamples: int = RESAMPLES) -> Interval:
    """Return the mean of a value a question. Leave out questions whose value is NaN."""
    known = _known(np.asarray(values, dtype=np.float64))
    if not len(known):
        return Interval(math.nan, math.nan, math.nan)
    return Interval(float(known.mean()), *_bounds(_mean_draws(known, seed, resamples)))


def interval(rows: ArrayLike, statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES) -> Interval:
    """Return any figure of rows that is more than a mean. Leave out draws for which it is NaN."""
    table = np.asarray(rows, dtype=np.float64)
    if not len(table):
        return Interval(math.nan, math.nan, math.nan)
    draws = [statistic(table[chosen]) for chosen in _choices(len(table), seed, resamples)]
    return Interval(statistic(table), *_bounds(np.array(draws)))


def mean_difference(
    ours: ArrayLike, theirs: ArrayLike, *, seed: int = 0, resamples: int = RESAMPLES
) -> PairedDifference:
    """Return the mean of ours less theirs, for the same questions. Leave out those that are NaN."""
    first, second = _paired(ours, theirs)
    known = _known(first - second)
    if not len(known):
        return PairedDifference(math.nan, math.nan, math.nan, math.nan)
    return _difference(float(known.mean()), _mean_draws(known, seed, resamples))


def difference(
    ours: ArrayLike, theirs: ArrayLike, statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES
) -> PairedDifference:
    """Return any figure of ours less that of theirs, for the same questions, drawn together."""
    first, second = _paired(ours, theirs)
    if not len(first):
        return PairedDifference(math.nan, math.nan, math.nan, math.nan)
    choices = _choices(len(first), seed, resamples)
    draws = [statistic(first[chosen]) - statistic(second[chosen]) for chosen in choices]
    return _difference(statistic(first) - statistic(second), np.array(draws))


def _difference(value: float, draws: Floats) -> PairedDifference:
    return PairedDifference(value, *_bounds(draws), _two_sided(draws))


def _two_sided(draws: Floats) -> float:
    """2 (min(#(d <= 0), #(d >= 0)) + 1) / (B + 1), at most 1: under 0.05 where the interval leaves out 0.

    The + 1 keeps it from 0: Davison and Hinkley, "Bootstrap Methods and their Application" (1997), ch. 4.
    """
    known = _known(draws)
    if not len(known):
        return math.nan
    tail = min(int((known <= 0).sum()), int((known >= 0).sum()))
    return min(1.0, 2 * (tail + 1) / (len(known) + 1))


def _bounds(draws: Floats) -> tuple[float, float]:
    known = _known(draws)
    if not len(known):
        return math.nan, math.nan
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)


def _mean_draws(values: Floats, seed: int, resamples: int) -> Floats:
    """Return the means of the draws, a block of draws at a time."""
    random = np.random.default_rng(seed)
    block = max(1, _DRAWS_AT_ONCE // len(values))
    sizes = (min(block, resamples - done) for done in range(0, resamples, block))
    size = len(values)
    return np.concatenate([values[random.integers(size, size=(n, size))].mean(axis=1) for n in sizes])


def _choices(size: int, seed: int, resamples: int) -> Iterator[NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    return (random.integers(size, size=size) for _ in range(resamples))


def _paired(ours: ArrayLike, theirs: ArrayLike) -> tuple[Floats, Floats]:
    first, second = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    if first.shape != second.shape:
        raise ValueError(f"the runs differ in shape: {first.shape} and {second.shape}")
    return first, second


def _known(values: Floats) -> Floats:
    return values[~np.isnan(values)]
