"""Queries from a question, dates in words and a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from bot.errors import EmptySpanError, NoDateError, UnknownSourceError
from bot.requests.days import parse_span
from retrieval.errors import UsageError
from retrieval.values import Query

LIMITS = ("since", "until", "source", "as_of")


def make_query(question: str, limits: Mapping[str, str | None], today: date) -> Query:
    """Return a query with ISO dates, relative to `as_of`, which is relative to `today`. Raise UsageError."""
    as_of = _day(limits, "as_of", today)
    base = as_of or today
    since, until = _day(limits, "since", base), _day(limits, "until", base)
    if since and until and since > until:
        raise EmptySpanError(since, until)
    source = tidy(limits.get("source") or "")
    return Query(tidy(question), _iso(since), _iso(until), source, _iso(as_of))


def tidy(text: str) -> str:
    """Return the text on one line, without stray bytes of a command line."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def known_source(name: str, sources: Iterable[str]) -> str:
    """Return the source as the articles spell it. Raise UsageError that names the nearest."""
    spelled = {source.casefold(): source for source in sources if source}
    if name.casefold() in spelled:
        return spelled[name.casefold()]
    near = get_close_matches(name.casefold(), spelled, n=1, cutoff=0)
    raise UnknownSourceError(name, spelled[near[0]] if near else "")


def _day(limits: Mapping[str, str | None], name: str, today: date) -> date | None:
    """Return the first day of a span for `since`, otherwise the last."""
    text = limits.get(name)
    if not text:
        return None
    try:
        first, last = parse_span(text, today)
    except UsageError as error:
        raise NoDateError(name, text, str(error)) from None
    return first if name == "since" else last


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
