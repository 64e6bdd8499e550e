"""Facts about the folder itself, and the generation, which changes with the articles."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from retrieval.index.database import Database
from retrieval.index.statements import Prepared, write
from retrieval.index.tables.articles import meta


class FactStore:
    """Texts by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        rows = self._database.fetch(_FACT, key=key)
        return str(rows[0][0]) if rows else None

    def set(self, key: str, value: str) -> None:
        with self._database.changing() as connection:
            set_fact(connection, key, value)

    def unset(self, key: str) -> None:
        self._database.change(delete(meta).where(meta.c.key == key))

    @property
    def generation(self) -> int:
        """A number that grows with every change that a reader must see."""
        return int(self.get("generation") or 0)


_GENERATION = select(meta.c.value).where(meta.c.key == "generation")
_CHANGE = Prepared(update(meta).where(meta.c.key == bindparam("of")).values(value=bindparam("to")))
_NEW = Prepared(insert(meta))
_FACT = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Keep a fact together with what else the transaction writes."""
    if not write(connection, _CHANGE, [{"of": key, "to": value}]):
        write(connection, _NEW, [{"key": key, "value": value}])


def advance(connection: Connection) -> None:
    """Make the generation grow."""
    present = connection.scalar(_GENERATION)
    set_fact(connection, "generation", str(int(present or 0) + 1))
