"""Every metric of a report: what it is called, what it says, and how questions' scores make it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from bot.evaluation.conversation.citing import FRAGMENT_WORDS, Fault
from bot.evaluation.conversation.scores import SURE
from bot.evaluation.metrics import auroc, bootstrap, calibration, latency, refusal, risk_coverage
from bot.evaluation.metrics.bootstrap import Floats, Interval, PairedDifference, Statistic

Rows = Sequence[Mapping[str, float]]
"""Scores by name, a mapping a question; a name may be missing, which is as NaN."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric over questions: the mean of the score of its name, or a `statistic` of two columns."""

    name: str
    says: str
    better: Literal["higher", "lower", "neither"] = "higher"
    unit: Literal["share", "ms", "words", "tokens", "money"] = "share"
    statistic: Statistic | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A metric before and now, and the paired difference, now less before."""

    before: float
    now: float
    difference: PairedDifference


_REFUSALS = ("answerable", "refused")
_RIGHT = ("confidence", "evidence_right")


def _of_citations(columns: Floats) -> float:
    """Return the citations with a fault over all citations."""
    counted, cited = columns.sum(axis=0)
    return float(counted / cited) if cited else math.nan


METRICS: tuple[Metric, ...] = (
    Metric("right", "answered right, or rightly refused"),
    Metric("answered_right", "of the answerable: not refused, and the right answer or sentence shown"),
    Metric("article_recall@1", "a right article is the first found"),
    Metric("article_recall@5", "a right article is among the first 5"),
    Metric("article_recall@10", "a right article is among the first 10"),
    Metric("article_mrr@10", "1 / rank of the first right article, 0 beyond 10"),
    Metric("article_ndcg@10", "how near the top all right articles are"),
    Metric("passage_contains_answer@5", "a right answer stands in one of the first 5 passages"),
    Metric("gold_sentence@1", "the best citation is a right sentence"),
    Metric("gold_sentence@3", "one of the best three citations is a right sentence"),
    Metric("answer_contained", "a right answer stands in the answer's text"),
    Metric("answer_contained@1", "a right answer stands in the best cited sentence"),
    Metric("answer_f1", "words in common with a right answer, as SQuAD counts"),
    Metric("short_em", "the short answer is a right one, to the word"),
    Metric("short_f1", "words the short answer has in common with a right one"),
    Metric("citation_precision", "of the cited sentences, those that are right"),
    Metric("citation_recall", "of the right sentences, those cited"),
    Metric("alce_citation_precision", "of the citations, those that their statement quotes"),
    Metric("alce_citation_recall", "of the statements, those that are quotes of what they cite"),
    Metric("refusal_precision", "of the refusals, those of unanswerable questions", "higher", "share",
           refusal.precision, _REFUSALS),
    Metric("refusal_recall", "of the unanswerable, those refused", "higher", "share",
           refusal.recall, _REFUSALS),
    Metric("auroc_answerable", "how well confidence tells answerable from not", "higher", "share",
           auroc.auroc, ("confidence", "answerable")),
    Metric("risk_coverage_auc", "mean share wrong as ever less confident answers are given", "lower", "share",
           risk_coverage.area, _RIGHT),
    Metric("ece", "how far confidence is from the share right", "lower", "share",
           calibration.expected_calibration_error, _RIGHT),
    Metric("ece_answerable", "how far confidence is from the share answerable", "lower", "share",
           calibration.expected_calibration_error, ("confidence", "answerable")),
    Metric("latency_p50_ms", "half the answers came within", "lower", "ms",
           partial(latency.percentile, 50), ("latency_ms",)),
    Metric("latency_p95_ms", "19 of 20 answers came within", "lower", "ms",
           partial(latency.percentile, 95), ("latency_ms",)),
    Metric("answer_words", "mean length of an answer", "neither", "words"),
    Metric("judged", "the judge's grade: 1 right, 0.5 in part, 0 wrong"),
    Metric("tokens", "tokens a question cost a language model", "lower", "tokens"),
    Metric("cost", "what they cost, in the currency of the prices that were set", "lower", "money"),
    Metric("claims_dropped", "claims of the model that were left out as unsupported", "lower", "words"),
)  # fmt: skip
_SHARED = ("ece", "latency_p50_ms", "latency_p95_ms", "answer_words", "tokens", "cost", "claims_dropped")
CONVERSATION_METRICS: tuple[Metric, ...] = (
    Metric("conversation_passed", "passed all of its checks"),
    Metric("confident_wrong", f"failed a check at a confidence of {SURE:.0%} or more", "lower"),
    Metric("cites_questions", "of the citations, those that ask", "lower", "share",
           _of_citations, (Fault.QUESTION, "citations")),
    Metric("cites_headings", "of the citations, those without an end", "lower", "share",
           _of_citations, (Fault.HEADING, "citations")),
    Metric("cites_furniture", "of the citations, those of the page and not of the story", "lower", "share",
           _of_citations, (Fault.FURNITURE, "citations")),
    Metric("cites_fragments", f"of the citations, those under {FRAGMENT_WORDS} words", "lower", "share",
           _of_citations, (Fault.FRAGMENT, "citations")),
    Metric("cites_repeats", "of the citations, those that repeat one before", "lower", "share",
           _of_citations, (Fault.REPEAT, "citations")),
    *(metric for metric in METRICS if metric.name in _SHARED),
)  # fmt: skip
"""Metrics of a conversation set, whose questions have checks in place of right answers."""
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in (*METRICS, *CONVERSATION_METRICS)}


def has_checks(rows: Rows) -> bool:
    """Return whether the rows are of a conversation set."""
    return any("conversation_passed" in row for row in rows)


def is_right(row: Mapping[str, float]) -> float | None:
    """Return 1 for a right answer or one that passed its checks, 0 for another, None or NaN for unknown."""
    return row.get("conversation_passed", row.get("right"))


def estimate(metric: Metric, rows: Rows, seed: int, resamples: int = bootstrap.RESAMPLES) -> Interval:
    """Return the metric and its 95 % interval; NaN if no question has a value."""
    table = _table(metric, rows)
    valid = table[~np.isnan(table).any(axis=1)]
    if metric.statistic is None:
        return bootstrap.mean_interval(valid[:, 0], seed=seed, resamples=resamples)
    return bootstrap.interval(_squeezed(valid), metric.statistic, seed=seed, resamples=resamples)


def change(metric: Metric, before: Rows, now: Rows, seed: int) -> Change:
    """Return both runs' metrics on the same questions. Leave out those without a value in either."""
    first, second = _table(metric, now), _table(metric, before)
    valid = ~np.isnan(first + second).any(axis=1)
    first, second = _squeezed(first[valid]), _squeezed(second[valid])
    if not len(first):
        return Change(math.nan, math.nan, bootstrap.mean_difference([], []))
    if metric.statistic is None:
        difference = bootstrap.mean_difference(first, second, seed=seed)
        return Change(float(second.mean()), float(first.mean()), difference)
    difference = bootstrap.difference(first, second, metric.statistic, seed=seed)
    return Change(metric.statistic(second), metric.statistic(first), difference)


def verdict(metric: Metric, difference: PairedDifference) -> Literal["better", "worse", "same"]:
    """Return the direction of a difference whose interval excludes 0."""
    if metric.better == "neither" or math.isnan(difference.low) or difference.low <= 0 <= difference.high:
        return "same"
    return "better" if (difference.value > 0) == (metric.better == "higher") else "worse"


def _table(metric: Metric, rows: Rows) -> Floats:
    """Return the columns that a metric needs, a row a question."""
    columns = metric.columns or (metric.name,)
    table = np.array([[row.get(name, math.nan) for name in columns] for row in rows], dtype=np.float64)
    return table.reshape(len(rows), len(columns))


def _squeezed(table: Floats) -> Floats:
    return table[:, 0] if table.shape[1] == 1 else table
