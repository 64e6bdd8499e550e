"""The store of watched feeds, in the folder's database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from retrieval.feeds.entry_store import EntryStore
from retrieval.feeds.feed import Feed, FeedStatus, backed_off, iso
from retrieval.feeds.silence import Silence, newly_silent, silent_feeds
from retrieval.index.database import Database
from retrieval.index.statements import listed, put
from retrieval.index.tables.feeds import entries
from retrieval.index.tables.feeds import feeds as table

SHORTEST = timedelta(minutes=1)
"""Between two polls of a feed."""
REMEMBERED = timedelta(days=30)
"""How long an entry is known after its feed has stopped listing it."""
RECENT = timedelta(days=1)
"""What counts as new in a status."""


class FeedStore:
    """The feeds of one data folder, for several threads; raise StoreError where it cannot be used."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        # A power cut may lose the last notes, and then a poll is made again: no reason to wait for the disk.
        self._database = Database(path, synchronous="NORMAL")
        self.entries = EntryStore(self._database, clock)

    def close(self) -> None:
        self._database.close()

    # -- the list of feeds

    def add(self, url: str, every: timedelta, source: str = "") -> Feed:
        """Watch `url` from now on; one that is watched already takes the new interval and source."""
        every = max(every, SHORTEST)
        values = {"source": source, "every": int(every.total_seconds()), "next_poll": self.now()}
        with self._database.changing() as connection:
            put(connection, table, {"url": url}, values)
        return Feed(url, every, source)

    def remove(self, url: str) -> bool:
        """Watch it no longer; return whether it was watched. Its articles stay."""
        return self._database.change(delete(table).where(table.c.url == url)) > 0

    def all(self) -> tuple[FeedStatus, ...]:
        """Return every feed and how it fares, by address."""
        stored = func.count().filter(entries.c.outcome.in_(["added", "updated"]))
        recent = stored.filter(entries.c.taken >= iso(self._clock() - RECENT))
        rows = self._database.rows(
            select(*_STATUS, recent, stored)
            .outerjoin(entries, entries.c.feed == table.c.url)
            .group_by(table.c.url)
            .order_by(table.c.url)
        )
        silent = {silence.feed for silence in self.silences(self._clock())}
        return tuple(replace(_status(*row), silent=bool(silent & {"", row.url})) for row in rows)

    def silences(self, now: datetime) -> tuple[Silence, ...]:
        """Return the feeds that bring nothing for longer than usual."""
        return silent_feeds(self._database, now)

    def newly_silent(self, now: datetime) -> tuple[Silence, ...]:
        """Return the silences that no process was told before."""
        return newly_silent(self._database, now)

    # -- polling

    def due(self) -> tuple[Feed, ...]:
        """Return the feeds whose time has come, the longest waiting first."""
        rows = self._database.rows(
            select(*_FEED).where(table.c.next_poll <= self.now()).order_by(table.c.next_poll, table.c.url)
        )
        return tuple(Feed(row[0], timedelta(seconds=row[1]), *row[2:]) for row in rows)

    def next_due(self, without: Sequence[str] = ()) -> datetime | None:
        """Return when the next feed is due, but for those at some addresses; None where there is none."""
        others = table.c.url.not_in(select(listed(without).c.value))
        (row,) = self._database.rows(select(func.min(table.c.next_poll)).where(others))
        return datetime.fromisoformat(row[0]) if row[0] else None

    def succeeded(self, feed: Feed, title: str = "", etag: str = "", last_modified: str = "") -> None:
        """Note that a poll got all there was; without validators the next one is answered in full."""
        now = self._clock()
        known = {"etag": etag, "last_modified": last_modified, **({"title": title} if title else {})}
        with self._database.changing() as connection:
            connection.execute(
                update(table)
                .where(table.c.url == feed.url)
                .values(succeeded=iso(now), error="", failures=0, next_poll=iso(now + feed.every), **known)
            )
            connection.execute(
                delete(entries).where(entries.c.feed == feed.url, entries.c.listed < iso(now - REMEMBERED))
            )

    def move(self, feed: Feed, url: str) -> Feed:
        """Watch it at `url` from now on, with all that is known of it; not where that is watched already."""
        with self._database.changing() as connection:
            known = connection.execute(select(table).where(table.c.url == feed.url)).first()
            if known is None or connection.execute(select(table.c.url).where(table.c.url == url)).first():
                return feed
            connection.execute(insert(table).values({**known._mapping, "url": url}))
            connection.execute(update(entries).where(entries.c.feed == feed.url).values(feed=url))
            connection.execute(delete(table).where(table.c.url == feed.url))
        return replace(feed, url=url)

    def unchanged(self, feed: Feed) -> None:
        """Note that it lists what it listed before, which is not forgotten however long that goes on."""
        now = self._clock()
        self._database.change(
            update(entries)
            .where(entries.c.feed == feed.url, entries.c.listed < iso(now - RECENT))
            .values(listed=iso(now))
        )
        self.succeeded(feed, "", feed.etag, feed.last_modified)

    def failed(self, feed: Feed, error: str, retry_after: float = 0.0) -> None:
        """Note that a poll got nothing: the next comes later each time, and not before the host wants it."""
        wait = max(backed_off(feed.every, feed.failures), timedelta(seconds=retry_after))
        later = iso(self._clock() + wait)
        self._change(feed, error=error, failures=table.c.failures + 1, next_poll=later)

    def postpone(self, feed: Feed, seconds: float) -> None:
        """Poll it again so much later, through no fault of its own."""
        self._change(feed, next_poll=iso(self._clock() + timedelta(seconds=seconds)))

    def now(self) -> str:
        """Return the present moment, as times are noted here."""
        return iso(self._clock())

    def _change(self, feed: Feed, **values: Any) -> None:
        self._database.change(update(table).where(table.c.url == feed.url).values(**values))


_FEED = [table.c[name] for name in ("url", "every", "source", "title", "etag", "last_modified", "failures")]
_STATUS = [
    table.c[name]
    for name in ("url", "source", "title", "every", "succeeded", "error", "failures", "next_poll")
]


def _status(
    url: str, source: str, title: str, every: int, succeeded: str, error: str, failures: int, next_poll: str,
    new: int, articles: int,
) -> FeedStatus:  # fmt: skip
    return FeedStatus(
        url=url,
        source=source,
        title=title,
        every=timedelta(seconds=every),
        last_success=datetime.fromisoformat(succeeded) if succeeded else None,
        last_error=error,
        failures=failures,
        new_articles=new,
        articles=articles,
        next_poll=datetime.fromisoformat(next_poll),
    )
