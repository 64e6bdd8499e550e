"""The one database of a data folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Executable, PoolProxiedConnection, Row, create_engine, event
from sqlalchemy.exc import DBAPIError

from retrieval.errors import StoreError
from retrieval.index.migrate import migrate
from retrieval.index.statements import Prepared

DATABASE = "articles.sqlite3"
AnyRow = Row[*tuple[Any, ...]]
WAIT_SECONDS = 30
"""A change waits so long for that of another process."""


class DatabaseError(StoreError):
    """The database cannot be read or written; `reason` is what it says itself."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be used: {reason}; make room or mend it, and try again")
        self.reason = reason


class Database:
    """The tables in one file, for several threads, each on a connection of its own.

    Raise DatabaseError where the file cannot be used, StoreError where a newer newsdesk made it.
    """

    def __init__(self, path: Path, synchronous: str = "FULL") -> None:
        self.path = path
        self._closed = False
        self._idle = deque[PoolProxiedConnection]()
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={"isolation_level": None, "timeout": WAIT_SECONDS},  # the driver begins nothing
            max_overflow=-1,
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", partial(_set_up, synchronous))
        event.listen(self._engine, "checkin", self._let_go)
        try:
            with self._explained():
                migrate(self._engine, path)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Release the file; a thread that is still reading finishes its statement first."""
        self._closed = True
        self._drain()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection on which each statement sees what is committed."""
        self._check_open()
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Yield a connection on which all that is written is kept together, or nothing."""
        self._check_open()
        with self._explained(), self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":  # a reader that turns writer could not wait for another
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def rows(self, statement: Executable) -> Sequence[AnyRow]:
        with self.reading() as connection:
            return connection.execute(statement).all()

    def row(self, statement: Executable) -> AnyRow | None:
        """Return the first row, if there is one."""
        with self.reading() as connection:
            return connection.execute(statement).first()

    def fetch(self, prepared: Prepared, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement that is compiled once, and run by the driver itself.

        A look-up takes the driver some 10 microseconds, and SQLAlchemy's own way 20 times as long.
        """
        self._check_open()
        sql, bind = prepared.compiled(self._engine.dialect)
        with self._explained():
            connection = self._take()
            try:
                cursor = connection.cursor()
                cursor.execute(sql, bind(values))
                return list(cursor.fetchall())
            finally:
                connection.rollback()
                self._idle.append(connection)
                if self._closed:
                    self._drain()

    def _take(self) -> PoolProxiedConnection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._engine.raw_connection()

    def _drain(self) -> None:
        while self._idle:
            self._take().close()

    def change(self, statement: Executable) -> int:
        """Return how many rows one statement wrote; they are on disk by then."""
        self._check_open()
        with self._explained(), self._engine.begin() as connection:
            return connection.execute(statement).rowcount

    def empty_log(self, seconds: float) -> bool:
        """Let go of what SQLite's write-ahead log still holds; False where a reader needs it for longer."""
        with self.reading() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
            (busy, *_) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        return not busy

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self.path} was closed; open it again")

    def _let_go(self, connection: Any, record: Any) -> None:
        """Close what a thread gives back after `close`."""
        if self._closed:
            record.invalidate()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise DatabaseError(self.path, str(error.orig)) from error
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise DatabaseError(self.path, str(error)) from error


def _set_up(synchronous: str, connection: Any, record: Any) -> None:
    for pragma in (
        "journal_mode = WAL",
        f"synchronous = {synchronous}",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is removed leaves no trace in free pages
    ):
        connection.execute(f"PRAGMA {pragma}")
