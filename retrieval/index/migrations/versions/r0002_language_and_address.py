"""An article's language and its address in one spelling; a number for what updates replaced; no triggers."""

from alembic import op
from sqlalchemy import Column, Text, bindparam, column, select, table, text, update

from retrieval.text.urls import normal_url

revision = "0002"
down_revision = "0001"

_TRIGGERS = "discord_cites discord_answers_lose discord_feedback_loses discord_votes_lose discord_judged_ends"
_NUMBERED = """
CREATE TABLE numbered (
  number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL, replaced TEXT NOT NULL
)
"""


def upgrade() -> None:
    for trigger in _TRIGGERS.split():
        op.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for name in ("language", "address"):
        op.add_column("articles", Column(name, Text, nullable=False, server_default=""))
    op.create_index("articles_by_address", "articles", ["address"], sqlite_where=text("state = 'live'"))
    _fill_addresses()
    op.execute(_NUMBERED)
    op.execute("INSERT INTO numbered SELECT rowid, * FROM former ORDER BY rowid")
    op.drop_table("former")
    op.rename_table("numbered", "former")
    op.create_index("former_by_id", "former", ["id"])
    op.execute("PRAGMA user_version = 4")


def _fill_addresses() -> None:
    articles = table("articles", column("version"), column("url"), column("address"))
    rows = op.get_bind().execute(select(articles.c.version, articles.c.url).where(articles.c.url != ""))
    if known := [{"at": version, "address": normal_url(url)} for version, url in rows]:
        op.get_bind().execute(update(articles).where(articles.c.version == bindparam("at")), known)
