"""Commands under way, a question's guild and the note before its answer, tokens spent, and languages."""

from alembic import op
from sqlalchemy import Column, Integer, Text, text

from retrieval.index.tables import Number, numbers, texts

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name, kind in (("guild", Number), ("draft", Number), ("tries", Integer)):
        zero = Column(name, kind, nullable=False, server_default=text("0"))
        op.add_column("discord_questions", zero)
    op.create_table(
        "discord_commands",
        Column("response", Number, primary_key=True),
        *numbers("user", "guild", "channel"),
        *texts("name", "options"),
        Column("private", Integer, nullable=False),
        *texts("token", "language", "taken"),
        Column("tries", Integer, nullable=False, server_default=text("0")),
    )
    op.create_table(
        "discord_spent",
        Column("guild", Number, primary_key=True),
        Column("day", Text, primary_key=True),
        Column("tokens", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("discord_people", Column("user", Number, primary_key=True), *texts("language"))
