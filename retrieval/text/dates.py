"""Days of stored moments, and dates of publication: strict, absolute and never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

LONGEST = 80  # characters; no date is longer, and dateparser is slow on what is no date
EARLIEST, LATEST = 1500, 2200  # years; outside them it is a misread number

_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{13})")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})\b")
_MAIL = re.compile(
    r"[A-Z][a-z]{2}, \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)?"
    r" (?:GMT|[+-]\d{4})", re.ASCII
)  # fmt: skip
_TIME = re.compile(r"[T ]\d{2}|\d{8}T", re.ASCII)


def parse_published(text: str) -> str:
    """Return ISO 8601: a date, or a date and time in its own time zone. Raise ValueError with a clause."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise ValueError("is no date")
    moment, timed = _epoch(text) or _iso(text) or _mailed(text) or _written(text) or (None, False)
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        raise ValueError("is no date")
    return moment.isoformat(timespec="seconds") if timed else moment.date().isoformat()


def day_of(iso: str) -> date | None:
    """Return the day of an ISO date or timestamp, as it is written; None if it is empty or broken."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def day_number(iso: str) -> int | None:
    """Return the day as the integer yyyymmdd that every index filters by; None for the empty string."""
    return int(iso[:10].replace("-", "")) if iso else None


def days_apart(one: str, other: str) -> int | None:
    """Return how many days lie between two ISO dates or timestamps; None if either is unknown."""
    days = day_of(one), day_of(other)
    return abs((days[0] - days[1]).days) if days[0] and days[1] else None


def published_or_nothing(text: str) -> str:
    """Return the date as `parse_published` does; empty if it is no date."""
    try:
        return parse_published(text)
    except ValueError:
        return ""


def not_after(published: str, fetched: str) -> str:
    """Return `published`; empty if it is more than a day after `fetched`, which no time zone explains."""
    day, latest = day_of(published), date.fromisoformat(fetched[:10]) + timedelta(days=1)
    return published if day and day <= latest else ""


def _epoch(text: str) -> tuple[datetime, bool] | None:
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    seconds = int(match[1]) if match[1] else int(match[2]) // 1000
    return datetime.fromtimestamp(seconds, UTC), True


def _iso(text: str) -> tuple[datetime, bool] | None:
    try:
        return datetime.fromisoformat(text), bool(_TIME.search(text))
    except ValueError:
        return None


def _mailed(text: str) -> tuple[datetime, bool] | None:
    """Read a date of RSS without dateparser, which takes a hundred times as long."""
    try:
        return (parsedate_to_datetime(text), True) if _MAIL.fullmatch(text) else None
    except ValueError:
        return None


def _written(text: str) -> tuple[datetime, bool] | None:
    data = _parser(_order(text)).get_date_data(text)
    return (data.date_obj, data.period == "time") if data.date_obj else None


def _order(text: str) -> str:
    """Return the order of day and month. Raise ValueError if it may be either (3/4/2025)."""
    match = _NUMERIC.search(text)
    if not match or int(match[1]) > 12:
        return "DMY"
    if match[2] == ".":  # only day-first countries write dots
        return "DMY"
    if int(match[3]) <= 12 and match[1].lstrip("0") != match[3].lstrip("0"):
        raise ValueError("may be two dates: write it as YYYY-MM-DD")
    return "MDY"


@cache
def _parser(order: str) -> Any:
    # Slow to import and slower at first use, so only for what is not ISO.
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    return DateDataParser(
        settings={
            "PARSERS": ["absolute-time"],  # "yesterday" is no publication date
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RETURN_TIME_AS_PERIOD": True,
            "DATE_ORDER": order,
        }
    )
