"""The store of watches and of what they posted, in the folder's database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from retrieval.feeds.feed import iso
from retrieval.index.database import DATABASE, AnyRow, Database
from retrieval.index.statements import listed
from retrieval.index.tables.watches import posted as posted_table
from retrieval.index.tables.watches import watches as table
from retrieval.watches.schedule import QuietHours, Schedule, day_began
from retrieval.watches.watch import Watch, WatchKind

LEASE = timedelta(minutes=10)
"""How long a process has a watch to itself, or a kill delays it."""
REMEMBERED = timedelta(days=30)
"""How long it is known what was posted: far longer than anything is news."""
LONGEST_REST = timedelta(hours=6)
"""The longest pause of a watch whose target takes nothing."""


class WatchStore:
    """The watches of one data folder, for several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / DATABASE)

    def close(self) -> None:
        self._database.close()

    # -- the list of watches

    def add(self, watch: Watch, now: datetime) -> Watch:
        """Keep a watch; its news begins now, that of a digest as long ago as one of its rounds."""
        is_digest = watch.kind is WatchKind.DIGEST
        before = (watch.schedule.every or timedelta(days=1)) if is_digest else timedelta()
        first = watch.schedule.after(now) if not watch.schedule.as_it_comes else now
        watch = replace(watch, since=iso(now - before), next_look=iso(first))
        with self._database.changing() as connection:
            key = connection.execute(insert(table).values(_row(watch))).inserted_primary_key
        return replace(watch, number=int(key[0])) if key else watch

    def all(self, *, owner: int | None = None, space: int | None = None) -> tuple[Watch, ...]:
        """Return all watches, or those of a user or of a server."""
        of = {table.c.owner: owner, table.c.space: space}
        where = [column == value for column, value in of.items() if value is not None]
        return self._watches(*where)

    def get(self, number: int) -> Watch | None:
        return next(iter(self._watches(table.c.number == number)), None)

    def remove(self, number: int) -> bool:
        """Delete a watch and what is known of its posts; return whether there was one."""
        return self._database.change(delete(table).where(table.c.number == number)) > 0

    def remove_of(self, *, owner: int | None = None, space: int | None = None) -> int:
        """Delete the watches of a user or of a server; return how many there were."""
        column, value = (table.c.owner, owner) if owner else (table.c.space, space)
        return self._database.change(delete(table).where(column == value)) if value else 0

    def pause(self, number: int, error: str = "") -> bool:
        return self._set(number, paused=1, error=error)

    def resume(self, number: int, now: datetime) -> bool:
        """Let a watch go on; news that came meanwhile is not posted."""
        return self._set(number, paused=0, error="", failures=0, since=iso(now), next_look=iso(now))

    # -- looking

    def due(self, now: datetime, schemes: Collection[str]) -> list[Watch]:
        """Return the watches that look now, of targets that begin with one of `schemes`, in any order."""
        waiting = self._watches(table.c.paused == 0, table.c.next_look <= iso(now), table.c.taken <= iso(now))
        return [watch for watch in waiting if watch.target.startswith(tuple(schemes))]

    def take(self, watch: Watch, now: datetime) -> bool:
        """Return whether this process may look for a watch; for a while no other may."""
        free = table.c.taken <= iso(now), table.c.next_look == watch.next_look, table.c.paused == 0
        statement = update(table).where(table.c.number == watch.number, *free).values(taken=iso(now + LEASE))
        return self._database.change(statement) > 0

    def looked(self, watch: Watch, now: datetime) -> None:
        """Note that a look is over."""
        self._set(watch.number, taken="", next_look=iso(watch.schedule.after(now)))

    def failed(self, watch: Watch, now: datetime, error: str, retry_after: float = 0.0) -> None:
        """Note that the target took nothing: the next look comes later each time."""
        rest = min(timedelta(minutes=1) * 2 ** min(watch.failures, 10), LONGEST_REST)
        later = iso(now + max(rest, timedelta(seconds=retry_after)))
        self._set(watch.number, taken="", next_look=later, failures=watch.failures + 1, error=error)

    # -- what was posted

    def posted(self, watch: Watch) -> set[tuple[str, str]]:
        """Return what the watch posted, each with a key and a moment."""
        rows = self._database.rows(
            select(posted_table.c.article, posted_table.c.version).where(posted_table.c.watch == watch.number)
        )
        return {(row[0], row[1]) for row in rows}

    def posts_today(self, watch: Watch, now: datetime) -> int:
        """Return how many messages it posted since midnight in its time zone."""
        began = iso(day_began(now, watch.schedule.zone))
        row = self._database.row(
            select(func.count(posted_table.c.post.distinct())).where(
                posted_table.c.watch == watch.number, posted_table.c.at >= began
            )
        )
        return int(row[0]) if row else 0

    def claim(self, watch: Watch, versions: Sequence[tuple[str, str]], post: str, now: datetime) -> bool:
        """Note a message before it is posted; return False where any of it is noted, or the watch is gone."""
        keys = [key for key, _ in versions]
        mine = posted_table.c.watch == watch.number
        with self._database.changing() as connection:
            if not connection.execute(select(table.c.number).where(table.c.number == watch.number)).first():
                return False
            noted = connection.execute(
                select(posted_table.c.article, posted_table.c.version).where(
                    mine, posted_table.c.article.in_(select(listed(keys).c.value))
                )
            ).all()
            if {(row[0], row[1]) for row in noted} & set(versions):
                return False
            rows = [
                {"watch": watch.number, "article": key, "version": version, "post": post, "at": iso(now)}
                for key, version in versions
            ]
            connection.execute(insert(posted_table), rows)
            connection.execute(delete(posted_table).where(mine, posted_table.c.at < iso(now - REMEMBERED)))
        return True

    def release(self, watch: Watch, post: str) -> None:
        """Forget the note on a message that surely was not posted."""
        mine = posted_table.c.watch == watch.number
        self._database.change(delete(posted_table).where(mine, posted_table.c.post == post))

    def delivered(self, watch: Watch) -> None:
        """Note that the target takes messages."""
        if watch.failures or watch.error:
            self._set(watch.number, failures=0, error="")

    def _set(self, number: int, **values: Any) -> bool:
        return self._database.change(update(table).where(table.c.number == number).values(**values)) > 0

    def _watches(self, *where: ColumnElement[bool]) -> tuple[Watch, ...]:
        return tuple(map(_watch, self._database.rows(select(table).where(*where).order_by(table.c.number))))


_PLAIN = ("topic", "target", "source", "cap", "language", "owner", "space", "since", "next_look", "error")


def _row(watch: Watch) -> dict[str, Any]:
    schedule, quiet = watch.schedule, watch.quiet
    return {name: getattr(watch, name) for name in _PLAIN} | {
        "kind": watch.kind.value,
        "zone": schedule.zone,
        "every": int(schedule.every.total_seconds()),
        "at": schedule.at.isoformat("minutes") if schedule.at else "",
        "quiet": f"{quiet.first}-{quiet.last}" if quiet else "",
    }


def _watch(row: AnyRow) -> Watch:
    at = time.fromisoformat(row.at) if row.at else None
    return Watch(
        kind=WatchKind(row.kind),
        schedule=Schedule(timedelta(seconds=row.every), at, row.zone),
        quiet=QuietHours(*map(int, row.quiet.split("-"))) if row.quiet else None,
        number=row.number,
        paused=bool(row.paused),
        failures=row.failures,
        **{name: getattr(row, name) for name in _PLAIN},
    )
