"""Calendars, from the Unicode consortium's data (Babel)."""

from __future__ import annotations

from babel import Locale

from retrieval.text.languages.language import Calendar


def calendar_of(code: str) -> Calendar:
    """Return the calendar of the language `code`, months in the form that stands in dates."""
    locale = Locale.parse(code)
    months, weekdays = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return Calendar(tuple(months[n] for n in range(1, 13)), tuple(weekdays[n] for n in range(7)))
