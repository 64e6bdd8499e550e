"""Former versions of updated articles, which are shown and never cited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, literal_column, or_, select

from retrieval.index.database import Database
from retrieval.index.statements import json_each, listed
from retrieval.index.tables.articles import articles, former
from retrieval.values import FormerVersion

MOST = 20
"""Versions kept of one article: a live blog changes a hundred times a day."""
COLUMNS = [former.c[name] for name in FormerVersion.__dataclass_fields__]

_old, _new = articles.alias("old"), articles.alias("new")


def keep(connection: Connection, article_ids: Sequence[str]) -> None:
    """Note the live versions that staged ones with another title or text are about to replace."""
    for row in connection.execute(_REPLACED, {"listed": json.dumps(list(article_ids))}).all():
        names = "id", *FormerVersion.__dataclass_fields__
        connection.execute(insert(former).values(dict(zip(names, row, strict=True))))
        _trim(connection, row.id)


_LISTED = json_each(bindparam("listed")).table_valued("value", name="listed")
_REPLACED = (
    select(*(_old.c[name] for name in ("id", "title", "text", "published", "modified", "fetched")))
    .add_columns(_new.c.fetched)
    .select_from(_LISTED)
    .join(_old, _old.c.id == _LISTED.c.value)
    .join(_new, _new.c.id == _old.c.id)
    .where(_old.c.state == literal_column("'live'"), _new.c.state == literal_column("'staged'"))
    .where(or_(_old.c.title != _new.c.title, _old.c.text != _new.c.text))
)


def _trim(connection: Connection, article_id: str) -> None:
    newest = select(former.c.number).where(former.c.id == article_id).order_by(former.c.number.desc())
    connection.execute(
        delete(former).where(former.c.id == article_id, former.c.number.not_in(newest.limit(MOST)))
    )


def forget(connection: Connection, article_ids: Iterable[str]) -> None:
    wanted = listed(list(article_ids))
    connection.execute(delete(former).where(former.c.id.in_(select(wanted.c.value))))


def replaced_versions(database: Database, article_id: str) -> tuple[FormerVersion, ...]:
    """Return the former versions of an article, oldest first."""
    rows = database.rows(select(*COLUMNS).where(former.c.id == article_id).order_by(former.c.number))
    return tuple(FormerVersion(*row) for row in rows)
