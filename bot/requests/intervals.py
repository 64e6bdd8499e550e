"""Intervals as a user writes and reads them: 90s, 15m, 2h, 1d."""

from __future__ import annotations

import re
from datetime import timedelta

from retrieval.errors import UsageError

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=31)


def parse_interval(text: str) -> timedelta:
    """A minute to a month; raises UsageError for anything else."""
    found = re.fullmatch(
        r"(\d{1,6})\s*([dhms])(?:ays?|ours?|in(?:ute)?s?|ec(?:ond)?s?)?", text.strip().lower()
    )
    interval = timedelta(seconds=int(found[1]) * _UNITS[found[2]]) if found else timedelta()
    if not _SHORTEST <= interval <= _LONGEST:
        raise UsageError(f"“{text[:20]}” is no interval from a minute to a month; write it as 15m, 2h or 1d")
    return interval


def interval_text(interval: timedelta) -> str:
    """The largest unit that keeps it whole, as it would be typed; the nearest one of at least two units."""
    seconds = round(interval.total_seconds())
    for unit, length in _UNITS.items():
        if seconds and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def duration_text(distance: timedelta) -> str:
    """About how long, in one unit: "40s", "12m", "3h", "5d"."""
    seconds = abs(distance.total_seconds())
    unit, length = next(((u, n) for u, n in _UNITS.items() if seconds >= 2 * n), ("s", 1))
    return f"{seconds / length:.0f}{unit}"
