"""A watched feed and its status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=1)
"""The longest pause between polls of a failing feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with the data for its next poll."""

    url: str
    every: timedelta
    source: str = ""
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    failures: int = 0
    """Polls that have failed since the last success."""


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """The status of a feed; times are None before the first."""

    url: str
    source: str
    title: str
    every: timedelta
    last_success: datetime | None
    last_error: str
    """Why the last poll failed; empty after a success."""
    failures: int
    new_articles: int
    """Added or updated in the last `RECENT`."""
    articles: int
    """Added or updated in all that is remembered."""
    next_poll: datetime
    silent: bool = False
    """Whether it, or the whole intake, brings nothing for longer than usual."""


def backed_off(every: timedelta, failures: int) -> timedelta:
    """Return the time until the next attempt after so many failures before this one."""
    return min(every * (1 << min(failures, 20)), max(LONGEST, every))


def iso(moment: datetime) -> str:
    """Return a moment to the second and in UTC, so that the texts sort like the times."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
