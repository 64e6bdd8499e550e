"""The store of processed entries and their outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select, update

from retrieval.feeds.entries import Entry
from retrieval.feeds.feed import Feed, backed_off, iso
from retrieval.index.database import Database
from retrieval.index.statements import listed, put
from retrieval.index.tables.feeds import entries as table
from retrieval.index.tables.feeds import feeds

TRIES = 3
"""Answers without an article after which what the feed says of an entry is all there will be."""
FAILURES = 12
"""Failures to get any answer after which an entry is given up; the pauses between them grow to a day."""


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """The outcome of an entry; `whole` unless a later poll may get more."""

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
class StoredEntry:
    """The article of an entry."""

    article: str
    stand_in: bool


class EntryStore:
    """The entries of one data folder's feeds; made by `FeedStore`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def pending(self, feed: Feed, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return those that are new, that the feed has changed, or of which there may be more to get."""
        now = iso(self._clock())
        with self._database.changing() as connection:
            connection.execute(update(table).where(*_of(feed, entries)).values(listed=now))
            settled = _settled(connection, feed)
            waiting = connection.execute(
                select(table.c.key, table.c.fingerprint).where(table.c.feed == feed.url, table.c.retry > now)
            )
            known = settled | {(key, fingerprint) for key, fingerprint in waiting}
        return tuple(e for e in entries if (e.key, e.fingerprint) not in known)

    def unfinished(self, feed: Feed, entries: Sequence[Entry]) -> bool:
        """Return whether there may be more to get of any of them, now or later."""
        with self._database.reading() as connection:
            settled = _settled(connection, feed)
        return any((e.key, e.fingerprint) not in settled for e in entries)

    def standing(self, feed: Feed, entries: Sequence[Entry]) -> dict[str, StoredEntry]:
        """Return the articles that entries have come in as, by the entries' keys."""
        rows = self._database.rows(
            select(table.c.key, table.c.article, table.c.stand_in)
            .where(*_of(feed, entries))
            .where(table.c.article != "")
        )
        return {str(key): StoredEntry(str(article), bool(stand_in)) for key, article, stand_in in rows}

    def record(self, feed: Feed, outcomes: Iterable[EntryOutcome]) -> None:
        """Record the outcomes of entries, so that they are not processed again."""
        with self._database.changing() as connection:
            if connection.execute(select(feeds.c.url).where(feeds.c.url == feed.url)).first():
                for outcome in outcomes:
                    key = {"feed": feed.url, "key": outcome.entry.key}
                    put(connection, table, key, self._values(connection, feed, outcome))

    def _values(self, connection: Connection, feed: Feed, result: EntryOutcome) -> dict[str, Any]:
        entry, now = result.entry, self._clock()
        old = connection.execute(
            select(table).where(table.c.feed == feed.url, table.c.key == entry.key)
        ).first()
        same = old if old and old.fingerprint == entry.fingerprint else None
        tries, failures = (same.tries, same.failures) if same else (0, 0)
        retry = ""
        if result.retry_after is None:
            tries += 1
        else:
            wait = max(backed_off(feed.every, failures), timedelta(seconds=result.retry_after))
            retry, failures = iso(now + wait), failures + 1
        values = {
            "fingerprint": entry.fingerprint,
            "whole": int(result.whole),
            "listed": iso(now),
            "tries": tries,
            "failures": failures,
            "retry": retry,
        }
        if old is None or result.outcome != "duplicate":
            values |= {"outcome": result.outcome, "taken": iso(now)}
        if old is None or result.article:
            values |= {"article": result.article, "stand_in": int(result.stand_in)}
        return values


def _of(feed: Feed, entries: Sequence[Entry]) -> tuple[Any, Any]:
    keys = select(listed([entry.key for entry in entries]).c.value)
    return table.c.feed == feed.url, table.c.key.in_(keys)


def _settled(connection: Connection, feed: Feed) -> set[tuple[str, str]]:
    rows = connection.execute(
        select(table.c.key, table.c.fingerprint).where(
            table.c.feed == feed.url,
            or_(table.c.whole != 0, table.c.tries >= TRIES, table.c.failures >= FAILURES),
        )
    )
    return {(str(key), str(fingerprint)) for key, fingerprint in rows}
