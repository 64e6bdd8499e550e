"""Periods that questions name: "this week", "since May", "in 2022"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of
from retrieval.values.understanding import Period

COUNTED = 10
"""The largest number in words in a period."""
LONGEST = 36_500
"""Days of the longest period."""
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def asked_period(question: str, today: date, language: Language = ENGLISH) -> Period | None:
    """Return the period that the question names, counted from `today`; None if it names none.

    A month without "in", "on" or "since" does not count, since it may be another word ("may").
    """
    for kind, pattern in _grammar(language):
        match = pattern.search(question)
        if match and (period := _READERS[kind](match, today, language)):
            return period
    return None


def whole(unit: str, day: date) -> Period:
    """Return the week (from Monday), month, quarter or year that holds `day`."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = _MONTHS[unit]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return Period(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))


def _named_day(match: re.Match[str], today: date, language: Language) -> Period:
    day = today - timedelta(days=language.periods.days[match["day"].casefold()])
    return Period(day, day)


def _this(match: re.Match[str], today: date, language: Language) -> Period:
    """Return the unit up to today. "This week" is the last seven days, since on a Monday it means these."""
    unit = language.periods.named[match["named"].casefold()]
    return Period(today - timedelta(days=7) if unit == "week" else whole(unit, today).first, today)


def _last(match: re.Match[str], today: date, language: Language) -> Period:
    unit = language.periods.named[match["named"].casefold()]
    return whole(unit, whole(unit, today).first - timedelta(days=1))


def _past(match: re.Match[str], today: date, language: Language) -> Period | None:
    word = (match["count"] or "1").casefold()
    count = int(word) if word.isdigit() else language.numbers.small[word]
    days = count * _DAYS[language.periods.units[match["unit"].casefold()]]
    return Period(today - timedelta(days=days), today) if days <= LONGEST else None


def _weekday(match: re.Match[str], today: date, language: Language) -> Period:
    """Return the last day of that name, perhaps today."""
    names = [name.casefold() for name in language.calendar.weekdays]
    day = today - timedelta(days=(today.weekday() - names.index(match["weekday"].casefold())) % 7)
    return Period(day, day)


def _since(match: re.Match[str], today: date, language: Language) -> Period:
    return Period(_start(match, today, language), today)


def _in(match: re.Match[str], today: date, language: Language) -> Period:
    unit = "month" if match.groupdict().get("month") else "year"
    return whole(unit, _start(match, today, language))


def _on(match: re.Match[str], today: date, language: Language) -> Period | None:
    first = _start(match, today, language)
    try:
        day = first.replace(day=int(match["day"]))
    except ValueError:
        return None
    return Period(day, day)


def _range(match: re.Match[str], today: date, language: Language) -> Period | None:
    """Return the days from the first to the last that are named; a month that is left out is the other."""
    named = match.groupdict()
    try:
        if named.get("iso"):
            first, last = date.fromisoformat(named["iso"]), date.fromisoformat(named["iso2"])
        else:
            last = _month(named.get("month2") or named["month"], named["year"], today, language)
            first = _month(named.get("month") or named["month2"], named["year"], today, language)
            first, last = first.replace(day=int(named["day"])), last.replace(day=int(named["day2"]))
    except ValueError:
        return None
    return Period(first, last) if first <= last else None


def _weekend(match: re.Match[str], today: date, language: Language) -> Period:
    """Return the last Saturday and Sunday that have begun."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    return Period(saturday, min(today, saturday + timedelta(days=1)))


def _start(match: re.Match[str], today: date, language: Language) -> date:
    """Return the first day of a month or year. A month without a year is the last that has begun."""
    named = match.groupdict()
    return _month(named.get("month") or "?", named.get("year"), today, language)


def _month(written: str, year: str | None, today: date, language: Language) -> date:
    """Return the first day of the month; without a year, of the last one that has begun."""
    names = enumerate(language.calendar.months, start=1)
    month = next((n for n, name in names if name.casefold().startswith(written.casefold())), 1)
    return date(int(year) if year else today.year - (month > today.month), month, 1)


@cache
def _grammar(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words, calendar = language.periods, language.calendar
    counts = any_of(word for word, n in language.numbers.small.items() if 0 < n <= COUNTED)
    letters = words.month_letters
    months = {*calendar.months, *(month[:letters] for month in calendar.months if letters)}
    parts = {
        "month": rf"(?P<month>{any_of(months)})\.?",
        "year": _YEAR,
        "count": rf"(?P<count>\d{{1,3}}|{counts})",
        "unit": rf"(?P<unit>{any_of(words.units)})",
        "named": rf"(?P<named>{any_of(words.named)})",
        "day": rf"(?P<day>{any_of(words.days)})",
        "weekday": rf"(?P<weekday>{any_of(calendar.weekdays)})",
        "month2": rf"(?P<month2>{any_of(months)})\.?",
        "iso": r"(?P<iso>\d{4}-\d\d-\d\d)",
        "iso2": r"(?P<iso2>\d{4}-\d\d-\d\d)",
    }
    return tuple(
        (kind, re.compile(rf"\b{pattern.format(**parts)}\b", re.IGNORECASE)) for kind, pattern in words.rules
    )


_READERS: Mapping[str, Callable[[re.Match[str], date, Language], Period | None]] = {
    "since": _since,
    "range": _range,
    "weekend": _weekend,
    "on": _on,
    "in": _in,
    "past": _past,
    "this": _this,
    "last": _last,
    "day": _named_day,
    "weekday": _weekday,
}
"""What the kinds of a language's rules mean."""
