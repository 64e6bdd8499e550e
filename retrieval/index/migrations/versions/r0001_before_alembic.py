"""The tables of a folder that a newsdesk without Alembic made, in SQLite alone, whatever their age."""

from pathlib import Path

from alembic import op
from sqlalchemy import inspect

revision = "0001"
down_revision = None

STATEMENTS = Path(__file__).parent.parent / "before_alembic"
LATER_COLUMNS = (
    "failures INTEGER NOT NULL DEFAULT 0",
    "retry TEXT NOT NULL DEFAULT ''",
    "article TEXT NOT NULL DEFAULT ''",
    "stand_in INTEGER NOT NULL DEFAULT 0",
)


def upgrade() -> None:
    """Bring the tables of articles up to version 3, by `PRAGMA user_version`, and make what others lack.

    Version 1 knew neither former versions nor modified articles, and version 2 kept stories by ids. The other
    tables were made when they were first needed.
    """
    connection = op.get_bind()
    (version,) = connection.exec_driver_sql("PRAGMA user_version").one()
    for newer in range(version + 1, 4):
        _run(f"articles_{newer}.sql")
    _run("other_tables.sql")
    known = {column["name"] for column in inspect(connection).get_columns("feed_entries")}
    for column in LATER_COLUMNS:
        if column.split()[0] not in known:
            connection.exec_driver_sql(f"ALTER TABLE feed_entries ADD COLUMN {column}")


def _run(name: str) -> None:
    for statement in (STATEMENTS / name).read_text("utf-8").strip().split(";\n"):
        op.get_bind().exec_driver_sql(statement.rstrip(";"))
