"""Feeds that fall silent: nothing new for much longer than they usually take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import delete, select

from retrieval.feeds.feed import iso
from retrieval.index.database import Database
from retrieval.index.statements import put
from retrieval.index.tables.feeds import entries, feeds
from retrieval.index.tables.watches import silences

TIMES = 3
"""A feed is silent after so many times its usual gap, the median of a month."""
BEYOND = 1.5
"""And so many times its longest gap but one: nights and weekends come again, an outage need not."""
LEAST = 8
"""Arrivals from which on it is known what is usual."""
SHORTEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Silence:
    """A feed, or the whole intake for an empty `feed`, that brings nothing for longer than usual."""

    feed: str
    name: str
    last: datetime
    """When it brought the last article."""


def silent_feeds(database: Database, now: datetime) -> tuple[Silence, ...]:
    """Return the silences at a moment; if the whole intake is silent, that alone."""
    taken = database.rows(
        select(entries.c.feed, feeds.c.source, feeds.c.title, entries.c.taken)
        .join(feeds)
        .where(entries.c.outcome.in_(["added", "updated"]))
    )
    arrivals: dict[str, set[datetime]] = {}
    names: dict[str, str] = {}
    for feed, source, title, moment in taken:
        arrivals.setdefault(feed, set()).add(datetime.fromisoformat(moment))
        names[feed] = source or title or feed
    whole = sorted(set().union(*arrivals.values())) if arrivals else []
    if is_silent(whole, now):
        return (Silence("", "", whole[-1]),)
    silent = {feed: came for feed, came in arrivals.items() if is_silent(sorted(came), now)}
    return tuple(Silence(feed, names[feed], max(came)) for feed, came in silent.items())


def is_silent(arrivals: Sequence[datetime], now: datetime) -> bool:
    """Return whether nothing came for longer than usual; `arrivals` in order."""
    if len(arrivals) < LEAST:
        return False
    gaps = sorted((later - earlier).total_seconds() for earlier, later in pairwise(arrivals))
    usual = max(TIMES * median(gaps), BEYOND * gaps[-2], SHORTEST.total_seconds())
    return (now - arrivals[-1]).total_seconds() > usual


def newly_silent(database: Database, now: datetime) -> tuple[Silence, ...]:
    """Return the silences that were not returned before, by any process; forget those that are over."""
    present = silent_feeds(database, now)
    with database.changing() as connection:
        told = {row[0]: row[1] for row in connection.execute(select(silences))}
        new = tuple(silence for silence in present if told.get(silence.feed) != iso(silence.last))
        over = told.keys() - {silence.feed for silence in present}
        for feed in over:
            connection.execute(delete(silences).where(silences.c.feed == feed))
        for silence in new:
            put(connection, silences, {"feed": silence.feed}, {"last": iso(silence.last)})
    return new
