"""Recency: a preference for fresh articles and for the period of a question, never a filter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from retrieval.evidence.calibration import ASKED, FRESH, HALF_LIFE, LATER
from retrieval.text.dates import day_of
from retrieval.text.languages import language
from retrieval.text.periods import asked_period
from retrieval.values import Evidence, Period, Query, RankedPassage

Ranked = TypeVar("Ranked", RankedPassage, Evidence)

REPORTING = timedelta(days=3)
"""Events are still reported after this time."""


def prefer_fresh(ranked: Iterable[Ranked], query: Query, today: date) -> tuple[Ranked, ...]:
    """Return the items by score plus recency, in logits. The scores themselves stay."""
    period = asked_period(query.text, today, language(query.language))
    return tuple(sorted(ranked, key=lambda r: -r.score - gain(r.article.published, period, today)))


def gain(published: str, period: Period | None, today: date) -> float:
    """Return what an article gains by its day, in logits."""
    day = day_of(published)
    if day is None:
        return 0.0
    if day > today + REPORTING:
        return -LATER
    if period:
        return ASKED if period.first <= day <= period.last + REPORTING else 0.0
    # An article of tomorrow is no fresher than one of today.
    return float(FRESH * 2 ** (-max(0, (today - day).days) / HALF_LIFE))
