"""The feeds that are watched, and which of their entries have been taken, in the folder's SQLite."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrieval.errors import StoreError
from retrieval.feeds.entries import Entry
from retrieval.store.database import connect, transaction

SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS feeds (
      url TEXT PRIMARY KEY,
      source TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
      every INTEGER NOT NULL,                -- seconds
      etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
      succeeded TEXT NOT NULL DEFAULT '',    -- times are ISO 8601 in UTC
      error TEXT NOT NULL DEFAULT '', failures INTEGER NOT NULL DEFAULT 0,
      next_poll TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS feed_entries (
      feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE,
      key TEXT NOT NULL, fingerprint TEXT NOT NULL,
      outcome TEXT NOT NULL, whole INTEGER NOT NULL, tries INTEGER NOT NULL,
      taken TEXT NOT NULL, listed TEXT NOT NULL,
      PRIMARY KEY (feed, key)
    ) WITHOUT ROWID
    """,
)
SHORTEST = timedelta(minutes=1)
"""Between two polls of a feed."""
LONGEST = timedelta(days=1)
"""Between two polls of a feed that fails: it may come back."""
TRIES = 3
"""Polls that try to get the page of an entry before what the feed says of it is all there will be."""
REMEMBERED = timedelta(days=30)
"""How long an entry is known after its feed has stopped listing it."""
RECENT = timedelta(days=1)
"""What counts as new in a status."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and what its next poll needs to know."""

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
    """A feed as whoever looks after it sees it; times are None where there was none yet."""

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


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an entry; `whole` unless a later poll may get more of it."""

    entry: Entry
    outcome: str
    whole: bool


class FeedStore:
    """The feeds of one data folder, for several threads; StoreError is raised where it cannot be used."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = connect(path)
        # A power cut may lose the last notes, and then a poll is made again: no reason to wait for the disk.
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._changing() as db:
            for statement in SCHEMA:
                db.execute(statement)

    def close(self) -> None:
        self._db.close()

    # -- the list of feeds

    def add(self, url: str, every: timedelta, source: str = "") -> Feed:
        """Watch `url` from now on; one that is watched already takes the new interval and source."""
        every = max(every, SHORTEST)
        with self._changing() as db:
            db.execute(
                "INSERT INTO feeds (url, source, every, next_poll) VALUES (?, ?, ?, ?) ON CONFLICT (url)"
                " DO UPDATE SET source = excluded.source, every = excluded.every,"
                " next_poll = excluded.next_poll",
                (url, source, int(every.total_seconds()), self._now()),
            )
        return Feed(url, every, source)

    def remove(self, url: str) -> bool:
        """Watch it no longer; whether it was watched. Its articles stay."""
        with self._changing() as db:
            return db.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0

    def all(self) -> tuple[FeedStatus, ...]:
        """Every feed and how it fares, by address."""
        recent = _iso(self._clock() - RECENT)
        with self._reading() as db:
            rows = db.execute(
                "SELECT url, source, title, every, succeeded, error, failures, next_poll,"
                " (SELECT count(*) FROM feed_entries e WHERE e.feed = url"
                "  AND e.outcome IN ('added', 'updated') AND e.taken >= ?),"
                " (SELECT count(*) FROM feed_entries e WHERE e.feed = url"
                "  AND e.outcome IN ('added', 'updated'))"
                " FROM feeds ORDER BY url",
                (recent,),
            ).fetchall()
        return tuple(_status(*row) for row in rows)

    # -- polling

    def due(self) -> tuple[Feed, ...]:
        """The feeds whose time has come, the longest waiting first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT url, every, source, title, etag, last_modified, failures FROM feeds"
                " WHERE next_poll <= ? ORDER BY next_poll, url",
                (self._now(),),
            ).fetchall()
        return tuple(Feed(row[0], timedelta(seconds=row[1]), *row[2:]) for row in rows)

    def next_due(self) -> datetime | None:
        """When the next feed's time comes; None without feeds."""
        with self._reading() as db:
            (moment,) = db.execute("SELECT min(next_poll) FROM feeds").fetchone()
        return datetime.fromisoformat(moment) if moment else None

    def pending(self, feed: Feed, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entries that are new, that the feed has changed, or of which there may be more to get."""
        with self._changing() as db:
            keys = json.dumps([entry.key for entry in entries])
            db.execute(
                "UPDATE feed_entries SET listed = ?"
                " WHERE feed = ? AND key IN (SELECT value FROM json_each(?))",
                (self._now(), feed.url, keys),
            )
            known = {
                key: (fingerprint, whole or tries >= TRIES)
                for key, fingerprint, whole, tries in db.execute(
                    "SELECT key, fingerprint, whole, tries FROM feed_entries WHERE feed = ?", (feed.url,)
                )
            }
        return tuple(e for e in entries if known.get(e.key) != (e.fingerprint, True))

    def took(self, feed: Feed, taken: Iterable[Taken]) -> None:
        """Note what became of entries, so that they are not taken again."""
        now = self._now()
        rows = [(feed.url, t.entry.key, t.entry.fingerprint, t.outcome, t.whole, now, now) for t in taken]
        with self._changing() as db:
            if db.execute("SELECT 1 FROM feeds WHERE url = ?", (feed.url,)).fetchone():
                db.executemany(
                    "INSERT INTO feed_entries (feed, key, fingerprint, outcome, whole, taken, listed, tries)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (feed, key) DO UPDATE SET"
                    " outcome = CASE excluded.outcome WHEN 'duplicate' THEN outcome"
                    " ELSE excluded.outcome END,"
                    " taken = CASE excluded.outcome WHEN 'duplicate' THEN taken ELSE excluded.taken END,"
                    " whole = excluded.whole, listed = excluded.listed,"
                    " tries = CASE fingerprint WHEN excluded.fingerprint THEN tries + 1 ELSE 1 END,"
                    " fingerprint = excluded.fingerprint",
                    rows,
                )

    def succeeded(self, feed: Feed, title: str = "", etag: str = "", last_modified: str = "") -> None:
        """The poll got all there was; without validators the next one is answered in full."""
        now = self._clock()
        with self._changing() as db:
            db.execute(
                "UPDATE feeds SET succeeded = ?, error = '', failures = 0, next_poll = ?,"
                " title = CASE ? WHEN '' THEN title ELSE ? END, etag = ?, last_modified = ? WHERE url = ?",
                (_iso(now), _iso(now + feed.every), title, title, etag, last_modified, feed.url),
            )
            db.execute(
                "DELETE FROM feed_entries WHERE feed = ? AND listed < ?",
                (feed.url, _iso(now - REMEMBERED)),
            )

    def failed(self, feed: Feed, error: str, retry_after: float = 0.0) -> None:
        """The poll got nothing: the next comes later each time, and not before the host wants it."""
        backed_off = min(feed.every * 2 ** min(feed.failures, 20), max(LONGEST, feed.every))
        wait = max(backed_off, timedelta(seconds=retry_after))
        with self._changing() as db:
            db.execute(
                "UPDATE feeds SET error = ?, failures = failures + 1, next_poll = ? WHERE url = ?",
                (error, _iso(self._clock() + wait), feed.url),
            )

    def postpone(self, feed: Feed, seconds: float) -> None:
        """Poll it again so much later, through no fault of its own."""
        later = _iso(self._clock() + timedelta(seconds=seconds))
        with self._changing() as db:
            db.execute("UPDATE feeds SET next_poll = ? WHERE url = ?", (later, feed.url))

    def _now(self) -> str:
        return _iso(self._clock())

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained():
            yield self._db

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(), transaction(self._db):
            yield self._db


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"the list of feeds cannot be used: {error}; make room or try again later"
        ) from error


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


def _iso(moment: datetime) -> str:
    """To the second and in UTC, so that the texts sort like the times."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
