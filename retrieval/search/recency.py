"""Recency: a preference for fresh articles and for the period of a question, never a filter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from retrieval.evidence.calibration import AGE, ASKED, COMMENT, LATER, MONTH, UNDATED
from retrieval.text.dates import day_of
from retrieval.text.languages import language
from retrieval.text.periods import asked_period
from retrieval.values import Evidence, Period, Query, RankedPassage

Ranked = TypeVar("Ranked", RankedPassage, Evidence)

REPORTING = timedelta(days=3)
"""Events are still reported after this time."""


def prefer_fresh(ranked: Iterable[Ranked], query: Query, today: date) -> tuple[Ranked, ...]:
    """Return the items by score, recency and genre, in logits. The scores themselves stay."""
    period = asked_period(query.text, today, language(query.language))

    def worth(item: Ranked) -> float:
        comment = 0.0 if item.article.is_factual else COMMENT
        return item.score + gain(item.article.published, period, today) - comment

    return tuple(sorted(ranked, key=worth, reverse=True))


def gain(published: str, period: Period | None, today: date) -> float:
    """Return what an article gains or loses by its day, in logits.

    A question without a period is about now: what is older counts less, by the logarithm of its age.
    """
    day = day_of(published)
    if day is None:
        return 0.0 if period else -AGE * math.log2(1 + UNDATED)
    if day > today + REPORTING:
        return -LATER
    if period:
        return ASKED if period.first <= day <= period.last + REPORTING else 0.0
    # An article of tomorrow is no fresher than one of today.
    return -AGE * math.log2(1 + max(0, (today - day).days) / MONTH)
