"""Days in the words of a user: ISO, a month or a year, or relative to today."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from retrieval.errors import UsageError
from retrieval.text.dates import LONGEST, parse_published
from retrieval.text.periods import whole

_COARSE = re.compile(r"\d{4}(-\d{2})?")
_COUNTED = re.compile(r"\bago\b|^(?:in )?\d")
"""A counted distance means that very day ("2 weeks ago"), a named period the whole of it ("last week")."""


def parse_span(text: str, today: date) -> tuple[date, date]:
    """Return the first and last day that `text` names. Raise UsageError for any other text."""
    text = text.strip().lower()
    try:
        day = date.fromisoformat(parse_published(text)[:10])
    except ValueError as error:
        return _relative(text, today) or _refuse(text, str(error))
    return day, day


def _relative(text: str, today: date) -> tuple[date, date] | None:
    if len(text) > LONGEST or not (_COARSE.fullmatch(text) or re.search("[a-z]{3}|^q[1-4]", text)):
        return None
    parsed = _parser(today).get_date_data(text)
    if parsed.date_obj is None:
        return None
    day = parsed.date_obj.date()
    if parsed.period == "day" or (_COUNTED.search(text) and not _COARSE.fullmatch(text)):
        return day, day
    period = whole(parsed.period if parsed.period in ("week", "month", "quarter") else "year", day)
    return period.first, period.last


@lru_cache(maxsize=8)
def _parser(today: date) -> Any:
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    noon = datetime(today.year, today.month, today.day, 12)
    return DateDataParser(languages=["en"], settings={"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"})


def _refuse(text: str, reason: str) -> tuple[date, date]:
    start = text if len(text) <= 40 else text[:39] + "…"
    if not start:
        raise UsageError("the date is empty; write it as YYYY-MM-DD, or as in “last monday”")
    hint = "" if "YYYY" in reason else "; write it as YYYY-MM-DD, or as in “last monday”"
    raise UsageError(f"“{start}” {reason}{hint}")
