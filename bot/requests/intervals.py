"""Intervals as a user writes and reads them: 90s, 15m, 2h, 1d."""

from __future__ import annotations

import re
from datetime import timedelta

from retrieval.errors import UsageError

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_INTERVAL = re.compile(r"(\d{1,6})\s*([dhms])(?:ays?|ours?|in(?:ute)?s?|ec(?:ond)?s?)?")
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=31)


def parse_interval(text: str) -> timedelta:
    """Return an interval of a minute to a month. Raise UsageError for any other text."""
    match = _INTERVAL.fullmatch(text.strip().lower())
    interval = timedelta(seconds=int(match[1]) * _UNITS[match[2]]) if match else timedelta()
    if not _SHORTEST <= interval <= _LONGEST:
        raise UsageError(f"“{text[:20]}” is no interval from a minute to a month; write it as 15m, 2h or 1d")
    return interval


def interval_text(interval: timedelta) -> str:
    """Return the interval in the largest unit that keeps it whole, as a user would type it."""
    seconds = round(interval.total_seconds())
    for unit, length in _UNITS.items():
        if seconds and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def duration_text(distance: timedelta) -> str:
    """Return about how long, in one unit: "40s", "12m", "3h", "5d"."""
    seconds = abs(distance.total_seconds())
    unit, length = next(((u, n) for u, n in _UNITS.items() if seconds >= 2 * n), ("s", 1))
    return f"{seconds / length:.0f}{unit}"
