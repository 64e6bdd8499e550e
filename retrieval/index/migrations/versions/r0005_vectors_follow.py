"""Versions whose vectors are still to be made, and possible copies that wait for these."""

from alembic import op
from sqlalchemy import Column, Float, ForeignKey

from retrieval.index.tables import Number

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    article = ForeignKey("articles.version", ondelete="CASCADE")
    op.create_table("unembedded", Column("version", Number, article, primary_key=True))
    # What a kill left staged may have vectors or none.
    op.execute("INSERT INTO unembedded SELECT version FROM articles WHERE state = 'staged'")
    placed = [
        Column(name, Number, ForeignKey("stories.version", ondelete="CASCADE"), primary_key=True)
        for name in ("one", "other")
    ]
    op.create_table(
        "possible_copies", *placed, Column("words", Float, nullable=False), sqlite_with_rowid=False
    )
    op.create_index("possible_copies_by_other", "possible_copies", ["other"])
