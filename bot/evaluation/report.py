"""The report of a run: metrics with their intervals, broken down, and every question. JSON-ready values."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.evaluation.conversation.scores import fault_counts
from bot.evaluation.failures import ANY, OF_CHECKS, Failure
from bot.evaluation.metrics.bootstrap import Interval
from bot.evaluation.question_types import KINDS, kind
from bot.evaluation.report_metrics import CONVERSATION_METRICS, METRICS, Metric, Rows, estimate, has_checks
from bot.evaluation.results import Row, row_as_dict

GROUP_RESAMPLES = 300
"""Draws for the interval of a group's metric: groups are many, and wide intervals need no third digit."""

Report = dict[str, Any]


def make_report(rows: Sequence[Row], seed: int, about: Mapping[str, Any]) -> Report:
    """Return the report of `rows`. `about` (settings, versions, what was asked) is copied into it."""
    scores = [row.scores for row in rows]
    counts = Counter(row.failure for row in rows)
    checked = has_checks(scores)
    of_kind = [why for why in Failure if why in ANY or (why in OF_CHECKS) == checked]
    return {
        "n": len(rows),
        "seed": seed,
        **about,
        "metrics": {m.name: as_dict(estimate(m, scores, seed)) for m in _metrics(scores)},
        "failures": {str(why): counts[why] for why in of_kind if counts[why] or why is not Failure.ERROR},
        **({"faults": fault_counts(scores)} if checked else {}),
        "breakdown": _breakdown(rows, seed),
        "questions": [row_as_dict(row) for row in rows],
    }


def without_nan(value: Any) -> Any:
    """Return the value with null for every NaN, which JSON does not know."""
    if isinstance(value, Mapping):
        return {name: without_nan(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_dict(interval: Interval) -> dict[str, float]:
    """Return the metric as in the contract, rounded to the precision that an interval or a price can have."""
    return {name: round(value, 4 if abs(value) >= 0.1 else 6) for name, value in asdict(interval).items()}


def scores_of(report: Mapping[str, Any]) -> Rows:
    """Return the scores of a report read from JSON, NaN for null."""
    return [
        {name: math.nan if value is None else float(value) for name, value in row["scores"].items()}
        for row in report["questions"]
    ]


def _breakdown(rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Return by sort of group, then by group: the count, and every metric that has a value."""
    return {
        name: {group: _group([rows[i].scores for i in chosen], seed) for group, chosen in groups.items()}
        for name, groups in _groups(rows).items()
    }


def _group(scores: Rows, seed: int) -> dict[str, Any]:
    estimates = {m.name: estimate(m, scores, seed, GROUP_RESAMPLES) for m in _metrics(scores)}
    valued = {name: as_dict(value) for name, value in estimates.items() if not math.isnan(value.value)}
    return {"n": len(scores), "metrics": valued}


def _metrics(scores: Rows) -> Sequence[Metric]:
    return CONVERSATION_METRICS if has_checks(scores) else METRICS


def _groups(rows: Sequence[Row]) -> dict[str, dict[str, list[int]]]:
    """Return places of the rows by kind, answerable and tag; kinds in their order, others by size."""
    known = () if any(row.question.checks for row in rows) else KINDS
    sorts: dict[str, dict[str, list[int]]] = {"kind": {k: [] for k in known}}
    for place, row in enumerate(rows):
        for name, group in _names(row):
            sorts.setdefault(name, {}).setdefault(group, []).append(place)
    kinds = {group: places for group, places in sorts.pop("kind").items() if places}
    by_size = {
        name: dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))
        for name, groups in sorts.items()
    }
    return {"kind": kinds, **by_size}


def _names(row: Row) -> Iterator[tuple[str, str]]:
    question = row.question
    yield "kind", kind(question.text) if question.checks is None else question.kind or "other"
    if question.checks:
        yield "behave", question.checks.behave.value
    else:
        yield "answerable", "yes" if question.answerable else "no"
    for name, values in question.tags.items():
        yield from ((name, value) for value in dict.fromkeys(values))
