"""Watches, what they posted, and the silences of feeds that were told."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text, text

from retrieval.index.tables import Number, numbers, texts

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "watches",
        Column("number", Number, primary_key=True),
        *texts("kind", "topic", "target", "source", "zone"),
        Column("every", Integer, nullable=False),
        *texts("at", "quiet"),
        Column("cap", Integer, nullable=False),
        *texts("language"),
        *numbers("owner", "space"),
        *texts("since", "next_look"),
        *texts("taken", default=""),
        Column("paused", Integer, nullable=False, server_default=text("0")),
        Column("failures", Integer, nullable=False, server_default=text("0")),
        *texts("error", default=""),
    )
    op.create_index("watches_by_owner", "watches", ["owner"])
    op.create_index("watches_by_space", "watches", ["space"])
    op.create_table(
        "watch_posted",
        Column("watch", Number, ForeignKey("watches.number", ondelete="CASCADE"), primary_key=True),
        Column("article", Text, primary_key=True),
        Column("version", Text, primary_key=True),
        *texts("post", "at"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feed_silences",
        Column("feed", Text, primary_key=True),
        *texts("last"),
        sqlite_with_rowid=False,
    )
