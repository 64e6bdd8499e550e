"""The news of some days: one sentence a story, first what most outlets tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import day_of_evidence
from retrieval.answer.kinds.stories import Told, stories_of
from retrieval.text.languages import language
from retrieval.understanding.topic import topic_of
from retrieval.values import Period, Query, QuestionState, Refusal, RefusalReason, Reply, Statement

MOST = 8
"""Stories of an answer."""
CONFIDENCE = 0.75
"""Share of such answers that had the day's main stories on the development questions."""


def digest(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the stories of the period that is asked about, else of the last day; or why there are none."""
    period = state.understood.period or Period(desk.today - timedelta(days=1), desk.today)
    told = stories_in(state.query, desk, period)
    if told:
        return Reply(_lines(told, period), confidence=CONFIDENCE)
    newest = desk.index.selection.newest_day(state.query)
    nearest = stories_in(state.query, desk, Period(newest - timedelta(days=1), newest)) if newest else ()
    if nearest and state.understood.period is None:
        return Reply(_lines(nearest, None), confidence=CONFIDENCE)
    return Reply(_lines(nearest, None), refusal=Refusal(RefusalReason.NO_PERIOD, _days(period)))


def stories_in(query: Query, desk: Desk, period: Period) -> tuple[Told, ...]:
    """Return the stories of a period within the query's limits, on its text if that names a topic."""
    since = max(query.since, period.first.isoformat())
    until = min(filter(None, (query.until, period.last.isoformat())))
    limited = replace(query, text=_topic(query), since=since, until=until)
    return stories_of(
        limited, desk, MOST, {a.article.id for a in desk.about(limited)} if limited.text else None
    )


def _topic(query: Query) -> str:
    """Return what the query is about beside its days; "" for all news."""
    read_in = language(query.language)
    calendar = {name.casefold() for name in read_in.calendar.names}
    words = topic_of(query.text, read_in).split()
    undated = (w for w in words if w.strip(",.").casefold() not in calendar and not w[0].isdigit())
    return topic_of(" ".join(undated), read_in)


def _lines(told: tuple[Told, ...], period: Period | None) -> tuple[Statement, ...]:
    one_day = period is not None and period.first == period.last
    return tuple(
        Statement(t.evidence.text, (t.evidence,), label="" if one_day else day_of_evidence(t.evidence))
        for t in told
    )


def _days(period: Period) -> tuple[str, ...]:
    first, last = _iso(period.first), _iso(period.last)
    return (first,) if first == last else (first, last)


def _iso(day: date) -> str:
    return day.isoformat()
