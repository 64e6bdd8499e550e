"""Watches as a user writes them: targets, schedules and quiet hours."""

from __future__ import annotations

import re
from datetime import time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.requests.intervals import parse_interval
from retrieval.errors import RefusedError, UsageError
from retrieval.http.urls import parse_url
from retrieval.watches.schedule import QuietHours, Schedule

MORNING = "08:00"
"""The time of a daily look that names none."""
STDOUT = "-"
_TARGET = re.compile(r"discord:@?\d{1,20}|-")
_QUIET = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")


def parse_target(text: str) -> str:
    """Return a webhook's address, `discord:CHANNEL` or `-`. Raise UsageError for any other text."""
    text = text.strip()
    if _TARGET.fullmatch(text):
        return text
    try:
        if text.startswith(("http://", "https://")):
            return str(parse_url(text))
    except RefusedError:
        pass
    raise UsageError("that is no target; write a webhook's address, discord:CHANNEL, or - for this output")


def target_name(target: str) -> str:
    """Return a target without what is secret of it: a webhook's path."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.hostname}/…" if parts.scheme in ("http", "https") else target


def parse_schedule(every: str, at: str, zone: str) -> Schedule:
    """Return a schedule: as it comes where nothing is said. Raise UsageError for a wrong time or zone."""
    zone = known_zone(zone)
    every = every.strip().lower()
    if every in ("day", "daily", "1d") or (at and not every):
        return Schedule(at=parse_time(at or MORNING), zone=zone)
    if at:
        raise UsageError("--at goes with --every day alone; leave one of them out")
    if every in ("", "news"):
        return Schedule(zone=zone)
    return Schedule(timedelta(hours=1) if every == "hour" else parse_interval(every), zone=zone)


def parse_time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise UsageError(f"“{text[:20]}” is no time of day; write it as 08:00")
    return time(int(found[1]), int(found[2]))


def known_zone(name: str) -> str:
    """Return the name of a time zone. Raise UsageError for one that nobody knows."""
    name = name.strip() or "UTC"
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"“{name[:40]}” is no time zone; write it as Europe/Berlin") from None
    return name


def parse_quiet(text: str) -> QuietHours | None:
    """Return quiet hours, as in 22-7; None for nothing. Raise UsageError for any other text."""
    if not text.strip():
        return None
    found = _QUIET.fullmatch(text.strip())
    if not found or max(hours := (int(found[1]), int(found[2]))) > 24 or hours[0] == hours[1]:
        raise UsageError(f"“{text[:20]}” are no quiet hours; write them as 22-7")
    return QuietHours(hours[0] % 24, hours[1] if hours[1] > hours[0] else hours[1] % 24)


def quiet_text(quiet: QuietHours | None) -> str:
    return f"{quiet.first}-{quiet.last}" if quiet else ""
