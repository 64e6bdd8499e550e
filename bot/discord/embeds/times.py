"""Times as Discord shows them: in each reader's own language and time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

NEAR = timedelta(days=2)


def moment(published: str) -> datetime | None:
    """When an article was published; noon for a mere date, which is that day almost everywhere."""
    try:
        if len(published) <= 10:
            return datetime.combine(date.fromisoformat(published), time(12), UTC)
        read = datetime.fromisoformat(published)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def ago(when: datetime) -> str:
    """As in "2 hours ago", kept up to date by Discord."""
    return f"<t:{int(when.timestamp())}:R>"


def day(when: datetime) -> str:
    """As in "2 March 2026"."""
    return f"<t:{int(when.timestamp())}:D>"


def published_and_age(published: str, now: datetime) -> str:
    """As in "2 March 2026 (8 months ago)"; "" for an unknown date."""
    when = moment(published)
    if when is None:
        return ""
    if len(published) <= 10 and abs(now - when) < NEAR:
        return day(when)  # "in 3 hours" would be untrue of a day
    return f"{day(when)} ({ago(when)})"


def newest(published: str, now: datetime) -> str:
    """How old the newest article is: its age, or its day where only that is known and near."""
    when = moment(published)
    if when is None:
        return ""
    return day(when) if len(published) <= 10 and abs(now - when) < NEAR else ago(when)
