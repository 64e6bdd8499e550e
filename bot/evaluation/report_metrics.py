"""Every figure of a report: what it is called, what it says, and how questions' scores make it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from bot.evaluation.metrics import auroc, bootstrap, calibration, latency, refusal, risk_coverage
from bot.evaluation.metrics.bootstrap import Floats, Interval, PairedDifference, Statistic

Rows = Sequence[Mapping[str, float]]
"""Scores by name, a mapping a question; a name may be missing, which is as NaN."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over questions: the mean of the score of its name, or a `statistic` of two columns."""

    name: str
    says: str
    better: Literal["higher", "lower", "neither"] = "higher"
    unit: Literal["share", "ms", "words", "tokens", "money"] = "share"
    statistic: Statistic | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and now, and the paired difference, now less before."""

    before: float
    now: float
    difference: PairedDifference


def _over(
    name: str, says: str, statistic: Statistic, columns: tuple[str, ...], better: Literal["higher", "lower"]
) -> Measure:
    return Measure(name, says, better, "share", statistic, columns)


_REFUSALS = ("answerable", "refused")
_RIGHT = ("confidence", "evidence_right")

MEASURES: tuple[Measure, ...] = (
    Measure("right", "answered right, or rightly refused"),
    Measure("answered_right", "of the answerable: not refused, and the right answer or sentence shown"),
    Measure("article_recall@1", "a right article is the first found"),
    Measure("article_recall@5", "a right article is among the first 5"),
    Measure("article_recall@10", "a right article is among the first 10"),
    Measure("article_mrr@10", "1 / rank of the first right article, 0 beyond 10"),
    Measure("article_ndcg@10", "how near the top all right articles are"),
    Measure("passage_contains_answer@5", "a right answer stands in one of the first 5 passages"),
    Measure("gold_sentence@1", "the best citation is a right sentence"),
    Measure("gold_sentence@3", "one of the best three citations is a right sentence"),
    Measure("answer_contained", "a right answer stands in the answer's text"),
    Measure("answer_contained@1", "a right answer stands in the best cited sentence"),
    Measure("answer_f1", "words in common with a right answer, as SQuAD counts"),
    Measure("short_em", "the short answer is a right one, to the word"),
    Measure("short_f1", "words the short answer has in common with a right one"),
    Measure("citation_precision", "of the cited sentences, those that are right"),
    Measure("citation_recall", "of the right sentences, those cited"),
    Measure("alce_citation_precision", "of the citations, those that their statement quotes"),
    Measure("alce_citation_recall", "of the statements, those that are quotes of what they cite"),
    _over("refusal_precision", "of the refusals, those of unanswerable questions",
          refusal.precision, _REFUSALS, "higher"),
    _over("refusal_recall", "of the unanswerable, those refused", refusal.recall, _REFUSALS, "higher"),
    _over("auroc_answerable", "how well confidence tells answerable from not",
          auroc.auroc, ("confidence", "answerable"), "higher"),
    _over("risk_coverage_auc", "mean share wrong as ever less confident answers are given",
          risk_coverage.area, _RIGHT, "lower"),
    _over("ece", "how far confidence is from the share right",
          calibration.expected_calibration_error, _RIGHT, "lower"),
    _over("ece_answerable", "how far confidence is from the share answerable",
          calibration.expected_calibration_error, ("confidence", "answerable"), "lower"),
    Measure("latency_p50_ms", "half the answers came within", "lower", "ms",
            partial(latency.percentile, 50), ("latency_ms",)),
    Measure("latency_p95_ms", "19 of 20 answers came within", "lower", "ms",
            partial(latency.percentile, 95), ("latency_ms",)),
    Measure("answer_words", "mean length of an answer", "neither", "words"),
    Measure("judged", "the judge's grade: 1 right, 0.5 in part, 0 wrong"),
    Measure("tokens", "tokens a question cost a language model", "lower", "tokens"),
    Measure("cost", "what they cost, in the currency of the prices that were set", "lower", "money"),
    Measure("claims_dropped", "claims of the model that were left out as unsupported", "lower", "words"),
)  # fmt: skip
BY_NAME: Mapping[str, Measure] = {measure.name: measure for measure in MEASURES}


def figure(measure: Measure, rows: Rows, seed: int, resamples: int = bootstrap.RESAMPLES) -> Interval:
    """Return the figure and its 95 % interval; NaN if no question has a value."""
    table = _table(measure, rows)
    known = table[~np.isnan(table).any(axis=1)]
    if measure.statistic is None:
        return bootstrap.mean_interval(known[:, 0], seed=seed, resamples=resamples)
    return bootstrap.interval(_squeezed(known), measure.statistic, seed=seed, resamples=resamples)


def change(measure: Measure, before: Rows, now: Rows, seed: int) -> Change:
    """Return both runs' figures on the same questions. Leave out those without a value in either."""
    first, second = _table(measure, now), _table(measure, before)
    known = ~np.isnan(first + second).any(axis=1)
    first, second = _squeezed(first[known]), _squeezed(second[known])
    if not len(first):
        return Change(math.nan, math.nan, bootstrap.mean_difference([], []))
    if measure.statistic is None:
        difference = bootstrap.mean_difference(first, second, seed=seed)
        return Change(float(second.mean()), float(first.mean()), difference)
    difference = bootstrap.difference(first, second, measure.statistic, seed=seed)
    return Change(measure.statistic(second), measure.statistic(first), difference)


def verdict(measure: Measure, difference: PairedDifference) -> Literal["better", "worse", "same"]:
    """Return the direction of a difference whose interval excludes 0."""
    if measure.better == "neither" or math.isnan(difference.low) or difference.low <= 0 <= difference.high:
        return "same"
    return "better" if (difference.value > 0) == (measure.better == "higher") else "worse"


def _table(measure: Measure, rows: Rows) -> Floats:
    """Return the columns that a measure needs, a row a question."""
    columns = measure.columns or (measure.name,)
    table = np.array([[row.get(name, math.nan) for name in columns] for row in rows], dtype=np.float64)
    return table.reshape(len(rows), len(columns))


def _squeezed(table: Floats) -> Floats:
    return table[:, 0] if table.shape[1] == 1 else table
