"""How sure a metric is: bootstrap intervals, and the paired bootstrap of two runs.

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
"""A metric of rows (an array whose first axis is the questions); NaN where they allow none."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A metric and its 95 % interval; all NaN without data."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairedDifference(Interval):
    """A statistic of one run less that of another, with the two-sided p of "no difference"."""

    p: float


NO_INTERVAL = Interval(math.nan, math.nan, math.nan)
NO_DIFFERENCE = PairedDifference(math.nan, math.nan, math.nan, math.nan)


def mean_interval(values: ArrayLike, *, seed: int = 0, resamples: int = RESAMPLES) -> Interval:
    """Return the mean of a value a question. Leave out questions whose value is NaN."""
    valid = _valid(np.asarray(values, dtype=np.float64))
    if not len(valid):
        return NO_INTERVAL
    return Interval(float(valid.mean()), *_bounds(_mean_draws(valid, seed, resamples)))


def interval(rows: ArrayLike, statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES) -> Interval:
    """Return any statistic of rows. Leave out draws for which it is NaN."""
    table = np.asarray(rows, dtype=np.float64)
    if not len(table):
        return NO_INTERVAL
    draws = [statistic(table[chosen]) for chosen in _choices(len(table), seed, resamples)]
    return Interval(statistic(table), *_bounds(np.array(draws)))


def mean_difference(
    ours: ArrayLike, theirs: ArrayLike, *, seed: int = 0, resamples: int = RESAMPLES
) -> PairedDifference:
    """Return the mean of ours less theirs, for the same questions. Leave out those that are NaN."""
    first, second = _paired(ours, theirs)
    valid = _valid(first - second)
    if not len(valid):
        return NO_DIFFERENCE
    return _difference(float(valid.mean()), _mean_draws(valid, seed, resamples))


def difference(
    ours: ArrayLike, theirs: ArrayLike, statistic: Statistic, *, seed: int = 0, resamples: int = RESAMPLES
) -> PairedDifference:
    """Return any statistic of ours less that of theirs, for the same questions, drawn together."""
    first, second = _paired(ours, theirs)
    if not len(first):
        return NO_DIFFERENCE
    choices = _choices(len(first), seed, resamples)
    draws = [statistic(first[chosen]) - statistic(second[chosen]) for chosen in choices]
    return _difference(statistic(first) - statistic(second), np.array(draws))


def _difference(value: float, draws: Floats) -> PairedDifference:
    """Return the difference with its p: 2 (min(#(d <= 0), #(d >= 0)) + 1) / (B + 1), at most 1.

    The + 1 keeps p above 0: Davison and Hinkley, "Bootstrap Methods and their Application" (1997), ch. 4.
    """
    valid = _valid(draws)
    tail = min(int((valid <= 0).sum()), int((valid >= 0).sum()))
    p = min(1.0, 2 * (tail + 1) / (len(valid) + 1)) if len(valid) else math.nan
    return PairedDifference(value, *_bounds(valid), p)


def _bounds(draws: Floats) -> tuple[float, float]:
    valid = _valid(draws)
    if not len(valid):
        return math.nan, math.nan
    low, high = np.percentile(valid, (2.5, 97.5))
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


def _valid(values: Floats) -> Floats:
    return values[~np.isnan(values)]
