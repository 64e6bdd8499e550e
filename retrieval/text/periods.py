"""When a question asks about: "this week", "yesterday", "since May", "in 2022", counted from its day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a question asks about, both included."""

    first: date
    last: date


def asked_period(question: str, today: date) -> Period | None:
    """The period that the question names, none where it names none; "today" is `today`.

    A month without "in" or "since", or one that is a word too ("may"), is read only where it cannot be one.
    """
    for pattern, read in _GRAMMAR.items():
        if (found := pattern.search(question)) and (period := read(found, today)):
            return period
    return None


def _named_day(found: re.Match[str], today: date) -> Period:
    day = today - timedelta(days={"today": 0, "tonight": 0, "yesterday": 1}[found["day"].lower()])
    return Period(day, day)


def _this(found: re.Match[str], today: date) -> Period:
    """This week reaches back seven days: asked on a Monday, it means the news of the last days."""
    back = {"week": 7, "weekend": 7, "month": today.day - 1, "year": today.timetuple().tm_yday - 1}
    return Period(today - timedelta(days=back[found["unit"].lower()]), today)


def _last(found: re.Match[str], today: date) -> Period:
    unit = found["unit"].lower()
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday() + 7)
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        before = today.replace(day=1) - timedelta(days=1)
        return Period(before.replace(day=1), before)
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def _past(found: re.Match[str], today: date) -> Period | None:
    word = (found["count"] or "one").lower()
    count = NUMBERS.get(word) or int(word)
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[found["unit"].lower()]
    return Period(today - timedelta(days=days), today) if days <= 36500 else None


def _weekday(found: re.Match[str], today: date) -> Period:
    """The last day of that name, today included."""
    back = (today.weekday() - DAYS.index(found["weekday"].lower())) % 7
    day = today - timedelta(days=back)
    return Period(day, day)


def _since(found: re.Match[str], today: date) -> Period:
    return Period(_start(found, today), today)


def _in(found: re.Match[str], today: date) -> Period:
    first = _start(found, today)
    last_month = first.month if found.groupdict().get("month") else 12
    return Period(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def _on(found: re.Match[str], today: date) -> Period | None:
    first = _start(found, today)
    try:
        day = first.replace(day=int(found["day"]))
    except ValueError:
        return None
    return Period(day, day)


def _start(found: re.Match[str], today: date) -> date:
    """The first day of a month or year; a month without a year is the last one that has begun."""
    named = found.groupdict()
    month = next((n for n, m in enumerate(MONTHS, 1) if m.startswith((named.get("month") or "?").lower())), 1)
    year = int(named["year"]) if named.get("year") else today.year - (month > today.month)
    return date(year, month, 1)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_GRAMMAR: Mapping[re.Pattern[str], Callable[[re.Match[str], date], Period | None]] = {
    _compiled(rf"since (?:{_MONTH} )?{_YEAR}"): _since,
    _compiled(rf"since {_MONTH}"): _since,
    _compiled(rf"on {_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?"): _on,
    _compiled(rf"on (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: {_YEAR})?"): _on,
    _compiled(rf"(?:in|during) (?:{_MONTH},? )?{_YEAR}"): _in,
    _compiled(rf"(?:in|during) (?:early |mid-?|late )?{_MONTH}"): _in,
    _compiled(
        rf"(?:in |over |within )?the (?:past|last) (?:(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)}) )?"
        r"(?P<unit>day|week|month|year)s?"
    ): _past,
    _compiled(r"(?:this|the current) (?P<unit>weekend|week|month|year)"): _this,
    _compiled(r"last (?P<unit>weekend|week|month|year)"): _last,
    _compiled(r"(?P<day>today|tonight|yesterday)"): _named_day,
    _compiled(rf"(?:on|last|this) (?P<weekday>{'|'.join(DAYS)})"): _weekday,
}
