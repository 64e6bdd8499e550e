"""Statements beyond SQLAlchemy's own: compiled once, with lists of any length, and upserts."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect, Table, TableValuedAlias, Text
from sqlalchemy import insert as insert_into
from sqlalchemy import update as update_of
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class Prepared:
    """A statement with `bindparam`s; it is compiled once for each kind of database."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {}

    def compiled(self, dialect: Dialect) -> tuple[str, Callable[[Mapping[str, Any]], Any]]:
        """Return the SQL, and what makes its parameters from values by name."""
        if dialect.name not in self._compiled:
            compiled = self._statement.compile(dialect=dialect)
            constant = dict(compiled.params)
            names = getattr(compiled, "positiontup", None)

            def bind(values: Mapping[str, Any]) -> Any:
                filled = {**constant, **values}
                return [filled[name] for name in names] if names is not None else filled

            self._compiled[dialect.name] = str(compiled), bind
        return self._compiled[dialect.name]


def write(connection: Connection, prepared: Prepared, rows: Iterable[Mapping[str, Any]]) -> int:
    """Run a compiled statement for each of `rows` by the driver; return how many rows it wrote."""
    sql, bind = prepared.compiled(connection.dialect)
    cursor = connection.connection.cursor()
    cursor.executemany(sql, [bind(row) for row in rows])
    return max(cursor.rowcount, 0)


def put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Update the row that has this key, or insert it; inside `changing`."""
    where = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update_of(table).where(*where).values(**values)).rowcount:
        connection.execute(insert_into(table).values(**key, **values))


def listed(values: Collection[int] | Collection[str], name: str = "listed") -> TableValuedAlias:
    """Return a table with `values` in its column `value`; there may be any number of them."""
    return json_each(json.dumps(list(values))).table_valued("value", name=name)


class json_each(GenericFunction[Any]):  # SQL's name
    """The values of a JSON list as rows: one statement for any number of them."""

    type = Text()
    inherit_cache = True


@compiles(json_each, "postgresql")
def _json_each_of_postgresql(element: json_each, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"
