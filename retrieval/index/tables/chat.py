"""What a chat front end keeps; the names of the tables are those of the first one, Discord's."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from retrieval.index.tables import Number, metadata, numbers, texts

answers = Table(
    "discord_answers",
    metadata,
    Column("id", Text, primary_key=True),
    *numbers("user", "guild", "channel"),
    Column("message", Number, comment="the message that shows it, once it was sent"),
    Column("private", Integer, nullable=False),
    Column("follows", Text, nullable=False, comment="the answer that was replied to"),
    Column("asked", Text, nullable=False, comment="ISO, UTC"),
    *texts("query", "coverage", "answer"),
    Column("cited", Text, nullable=False, comment="ids of the articles whose words it holds, a JSON list"),
    Index("discord_answers_by_message", "message"),
    Index("discord_answers_by_channel", "channel", "asked"),
    Index("discord_answers_by_user", "user"),
    sqlite_with_rowid=False,
)
cited = Table(
    "discord_cited",
    metadata,
    Column("article", Text, primary_key=True),
    Column("answer", Text, ForeignKey(answers.c.id, ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
votes = Table(
    "discord_feedback",
    metadata,
    Column("answer", Text, primary_key=True),
    Column("user", Number, primary_key=True),
    Column("good", Integer, nullable=False),
    *texts("reason", default=""),
    *texts("given"),
    Column("question", Text, nullable=False, comment="a line of an evaluation question set, as JSON"),
    Index("discord_feedback_by_user", "user"),
    sqlite_with_rowid=False,
)
judged = Table(
    "discord_judged",
    metadata,
    Column("answer", Text, primary_key=True),
    Column("asker", Number, nullable=False, comment="whose question it answers"),
    Column("cited", Text, nullable=False, comment="ids of the articles whose words it held, a JSON list"),
    sqlite_with_rowid=False,
)
questions = Table(
    "discord_questions",
    metadata,
    Column("message", Number, primary_key=True),
    *numbers("channel", "user"),
    *texts("text", "taken"),
    Column("reply", Number, comment="the message that answers it; 0: none will; NULL: still to come"),
    Column(
        "edited", Integer, nullable=False, server_default=text("0"), comment="whether an edit was answered"
    ),
    Index("discord_questions_by_user", "user"),
)
guilds = Table(
    "discord_guilds",
    metadata,
    Column("guild", Number, primary_key=True),
    *texts("settings"),
)
facts = Table(
    "discord_facts",
    metadata,
    Column("key", Text, primary_key=True),
    *texts("value"),
    sqlite_with_rowid=False,
)
