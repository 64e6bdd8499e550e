"""The feeds that are watched, and which of their entries have been taken, in the folder's SQLite."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrieval.errors import StoreError
from retrieval.feeds.entries import Entry
from retrieval.index.database import connect, transaction
from retrieval.index.schema import readable_version

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
LATER_COLUMNS = (
    "failures INTEGER NOT NULL DEFAULT 0",  # to get its page, that may pass
    "retry TEXT NOT NULL DEFAULT ''",  # not before then
    "article TEXT NOT NULL DEFAULT ''",  # the id it was stored under
    "stand_in INTEGER NOT NULL DEFAULT 0",  # whether that is only what the feed says
)
_TOOK = """
INSERT INTO feed_entries
  (feed, key, fingerprint, outcome, whole, taken, listed, tries, failures, retry, article, stand_in)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, key) DO UPDATE SET
  outcome = CASE excluded.outcome WHEN 'duplicate' THEN outcome ELSE excluded.outcome END,
  taken = CASE excluded.outcome WHEN 'duplicate' THEN taken ELSE excluded.taken END,
  stand_in = CASE excluded.article WHEN '' THEN stand_in ELSE excluded.stand_in END,
  article = CASE excluded.article WHEN '' THEN article ELSE excluded.article END,
  whole = excluded.whole, listed = excluded.listed, tries = excluded.tries, retry = excluded.retry,
  failures = excluded.failures, fingerprint = excluded.fingerprint
"""
SHORTEST = timedelta(minutes=1)
"""Between two polls of a feed."""
LONGEST = timedelta(days=1)
"""Between two polls of a feed that fails: it may come back."""
TRIES = 3
"""Answers without an article after which what the feed says of an entry is all there will be."""
FAILURES = 12
"""Failures to get any answer after which an entry is given up; the pauses between them grow to a day."""
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
class ClaimedEntry:
    """What became of an entry; `whole` unless a later poll may get more of it."""

    entry: Entry
    outcome: str
    whole: bool
    retry_after: float | None = None
    """Seconds until its host may be asked again; None unless its page may only be missing for now."""
    article: str = ""
    """The id it is stored under; empty where nothing was stored."""
    stand_in: bool = False
    """Whether that article is only what the feed says of it."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """The article that an entry came in as."""

    article: str
    stand_in: bool


class FeedStore:
    """The feeds of one data folder, for several threads; StoreError is raised where it cannot be used."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._db = connect(path)
        # A power cut may lose the last notes, and then a poll is made again: no reason to wait for the disk.
        self._db.execute("PRAGMA synchronous = NORMAL")
        try:
            self._make_tables(path)
        except BaseException:
            self._db.close()
            raise

    def _make_tables(self, path: Path) -> None:
        """Those that are not there, and columns an older newsdesk did not know."""
        with self._reading() as db:
            readable_version(db, path)
            if not _later_columns(db):
                return
        with self._changing() as db:
            for statement in SCHEMA:
                db.execute(statement)
            for column in _later_columns(db):
                db.execute(f"ALTER TABLE feed_entries ADD COLUMN {column}")

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
                (url, source, int(every.total_seconds()), self.now()),
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
                (self.now(),),
            ).fetchall()
        return tuple(Feed(row[0], timedelta(seconds=row[1]), *row[2:]) for row in rows)

    def next_due(self, without: Sequence[str] = ()) -> datetime | None:
        """When the time comes of the next feed but those at some addresses; None where there is none."""
        with self._reading() as db:
            (moment,) = db.execute(
                "SELECT min(next_poll) FROM feeds WHERE url NOT IN (SELECT value FROM json_each(?))",
                (json.dumps(without),),
            ).fetchone()
        return datetime.fromisoformat(moment) if moment else None

    def pending(self, feed: Feed, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entries that are new, that the feed has changed, or of which there may be more to get."""
        with self._changing() as db:
            keys = json.dumps([entry.key for entry in entries])
            db.execute(
                "UPDATE feed_entries SET listed = ?"
                " WHERE feed = ? AND key IN (SELECT value FROM json_each(?))",
                (self.now(), feed.url, keys),
            )
            settled = self._settled(db, feed)
            waiting = {
                (key, fingerprint)
                for key, fingerprint in db.execute(
                    "SELECT key, fingerprint FROM feed_entries WHERE feed = ? AND retry > ?",
                    (feed.url, self.now()),
                )
            }
        return tuple(e for e in entries if (e.key, e.fingerprint) not in settled | waiting)

    def unfinished(self, feed: Feed, entries: Sequence[Entry]) -> bool:
        """Whether there may be more to get of any of them, now or later."""
        with self._reading() as db:
            settled = self._settled(db, feed)
        return any((e.key, e.fingerprint) not in settled for e in entries)

    @staticmethod
    def _settled(db: sqlite3.Connection, feed: Feed) -> set[tuple[str, str]]:
        rows = db.execute(
            "SELECT key, fingerprint FROM feed_entries"
            " WHERE feed = ? AND (whole OR tries >= ? OR failures >= ?)",
            (feed.url, TRIES, FAILURES),
        )
        return {(str(key), str(fingerprint)) for key, fingerprint in rows}

    def standing(self, feed: Feed, entries: Sequence[Entry]) -> dict[str, FeedState]:
        """The articles that entries have come in as, by the entries' keys."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT key, article, stand_in FROM feed_entries WHERE feed = ? AND article != ''"
                " AND key IN (SELECT value FROM json_each(?))",
                (feed.url, json.dumps([entry.key for entry in entries])),
            ).fetchall()
        return {str(key): FeedState(str(article), bool(stand_in)) for key, article, stand_in in rows}

    def took(self, feed: Feed, taken: Iterable[ClaimedEntry]) -> None:
        """Note what became of entries, so that they are not taken again."""
        with self._changing() as db:
            if db.execute("SELECT 1 FROM feeds WHERE url = ?", (feed.url,)).fetchone():
                for each in taken:
                    db.execute(_TOOK, self._row(db, feed, each))

    def _row(self, db: sqlite3.Connection, feed: Feed, taken: ClaimedEntry) -> tuple[str | int, ...]:
        entry, now = taken.entry, self._clock()
        tries, failures = db.execute(
            "SELECT tries, failures FROM feed_entries WHERE feed = ? AND key = ? AND fingerprint = ?",
            (feed.url, entry.key, entry.fingerprint),
        ).fetchone() or (0, 0)
        retry = ""
        if taken.retry_after is None:
            tries += 1
        else:
            wait = max(_backed_off(feed.every, failures), timedelta(seconds=taken.retry_after))
            retry, failures = _iso(now + wait), failures + 1
        return (
            *(feed.url, entry.key, entry.fingerprint, taken.outcome, taken.whole, _iso(now), _iso(now)),
            *(tries, failures, retry, taken.article, taken.stand_in),
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

    def move(self, feed: Feed, url: str) -> Feed:
        """Watch it at `url` from now on, with all that is known of it; not where that is watched already."""
        with self._changing() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")  # until this transaction ends
            if not db.execute("UPDATE OR IGNORE feeds SET url = ? WHERE url = ?", (url, feed.url)).rowcount:
                return feed
            db.execute("UPDATE feed_entries SET feed = ? WHERE feed = ?", (url, feed.url))
        return replace(feed, url=url)

    def unchanged(self, feed: Feed) -> None:
        """The feed lists what it listed before, which is not forgotten however long that goes on."""
        now = self._clock()
        with self._changing() as db:
            db.execute(
                "UPDATE feed_entries SET listed = ? WHERE feed = ? AND listed < ?",
                (_iso(now), feed.url, _iso(now - RECENT)),
            )
        self.succeeded(feed, "", feed.etag, feed.last_modified)

    def failed(self, feed: Feed, error: str, retry_after: float = 0.0) -> None:
        """The poll got nothing: the next comes later each time, and not before the host wants it."""
        wait = max(_backed_off(feed.every, feed.failures), timedelta(seconds=retry_after))
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

    def now(self) -> str:
        """The present moment, as times are noted here."""
        return _iso(self._clock())

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained():
            yield self._db

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(), transaction(self._db):
            yield self._db


def _later_columns(db: sqlite3.Connection) -> list[str]:
    """Those that are missing; all where there is no table."""
    known = {row[1] for row in db.execute("PRAGMA table_info(feed_entries)")}
    return [column for column in LATER_COLUMNS if column.split()[0] not in known]


def _backed_off(every: timedelta, failures: int) -> timedelta:
    """Until the next attempt after so many failures before this one."""
    return min(every * (1 << min(failures, 20)), max(LONGEST, every))


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
