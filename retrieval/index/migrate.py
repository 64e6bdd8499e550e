"""The migration of a database: new tables, or Alembic's revisions of older ones."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Engine, String, Table, insert, inspect, select

from retrieval.errors import StoreError
from retrieval.index.tables import articles, chat, conversation, feeds, metadata, watches

HEAD = "0006"
"""The newest revision in `migrations/versions`, so that opening a folder need not import Alembic."""
REFUSED_BY_FORMER = "PRAGMA user_version = 4"
"""What a newsdesk that knew no Alembic looks at; it leaves a folder with a number above 3 alone."""
DOMAINS = (articles, feeds, conversation, chat, watches)
"""Imported so that `metadata` holds every table."""

_revision = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))


def migrate(engine: Engine, path: Path) -> None:
    """Make the tables, or bring older ones up to now; raise StoreError for newer ones.

    Nothing is written where nothing is to be done, so that readers need neither the lock nor room.
    """
    with engine.connect() as connection:
        if revision(connection) == HEAD:
            return
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if revision(connection) == HEAD:  # another process was first
            return
        if inspect(connection).get_table_names():
            _upgrade(connection, path)
        else:
            metadata.create_all(connection)
            connection.execute(insert(_revision).values(version_num=HEAD))
            connection.exec_driver_sql(REFUSED_BY_FORMER)


def revision(connection: Connection) -> str:
    """Return the revision of the tables, "" where there are none or they are older than Alembic."""
    if not connection.dialect.has_table(connection, _revision.name):
        return ""
    return connection.scalar(select(_revision.c.version_num)) or ""


def _upgrade(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StoreError(f"{path} was made by a newer newsdesk; update newsdesk to read it") from None
