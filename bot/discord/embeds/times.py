"""Times as Discord shows them: in each reader's own language and time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from discord.utils import format_dt

NEAR = timedelta(days=2)


def moment(published: str) -> datetime | None:
    """Return when an article was published; noon for a mere date, which is that day almost everywhere."""
    try:
        if len(published) <= 10:
            return datetime.combine(date.fromisoformat(published), time(12), UTC)
        when = datetime.fromisoformat(published)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def ago(when: datetime) -> str:
    """Return the time as in "2 hours ago", kept up to date by Discord."""
    return format_dt(when, "R")


def clock_time(when: datetime) -> str:
    """Return the time of day as in "14:03:05", which stays true when it is read later."""
    return format_dt(when, "T")


def day(when: datetime) -> str:
    """Return the day as in "2 March 2026"."""
    return format_dt(when, "D")


def published_and_age(published: str, now: datetime) -> str:
    """Return the date as in "2 March 2026 (8 months ago)"; "" for an unknown date."""
    when = moment(published)
    if when is None:
        return ""
    if len(published) <= 10 and abs(now - when) < NEAR:
        return day(when)  # "in 3 hours" would be untrue of a day
    return f"{day(when)} ({ago(when)})"


def newest(published: str, now: datetime) -> str:
    """Return the age of the newest article; its day if that is recent and has no time."""
    when = moment(published)
    if when is None:
        return ""
    return day(when) if len(published) <= 10 and abs(now - when) < NEAR else ago(when)
