"""The days of old news: a sentence of last year must not read as today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrieval.text.dates import day_of
from retrieval.values import Statement

OLD = timedelta(days=45)
"""Age from which the day of a sentence is told before it."""


def with_days(statements: Sequence[Statement], today: date) -> tuple[Statement, ...]:
    """Return the statements, old ones under the day of their article, each day once in a row."""
    told, last = [], ""
    for statement in statements:
        day = _old_day(statement, today) if not statement.label else ""
        told.append(replace(statement, label=day) if day and day != last else statement)
        last = day or last
    return tuple(told)


def _old_day(statement: Statement, today: date) -> str:
    if not statement.evidence:
        return ""
    evidence = statement.evidence[0]
    day = day_of(evidence.sentence.published or evidence.article.published)
    return day.isoformat() if day and today - day > OLD else ""
