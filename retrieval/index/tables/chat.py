"""Tables of chat front ends, named after the first one, Discord."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from retrieval.index.tables import Number, numbers, table, texts

answers = table(
    "discord_answers",
    Column("id", Text, primary_key=True),
    *numbers("user", "guild", "channel"),
    Column("message", Number, comment="the message that shows it, once it was sent"),
    Column("private", Integer, nullable=False),
    *texts("follows", comment="the answer that was replied to"),
    *texts("asked", comment="ISO, UTC"),
    *texts("query", "coverage", "answer"),
    *texts("cited", comment="ids of the articles whose words it holds, a JSON list"),
    Index("discord_answers_by_message", "message"),
    Index("discord_answers_by_channel", "channel", "asked"),
    Index("discord_answers_by_user", "user"),
    rowid=False,
)
cited = table(
    "discord_cited",
    Column("article", Text, primary_key=True),
    Column("answer", Text, ForeignKey(answers.c.id, ondelete="CASCADE"), primary_key=True),
    rowid=False,
)
votes = table(
    "discord_feedback",
    Column("answer", Text, primary_key=True),
    Column("user", Number, primary_key=True),
    Column("good", Integer, nullable=False),
    *texts("reason", default=""),
    *texts("given"),
    *texts("question", comment="a line of an evaluation question set, as JSON"),
    Index("discord_feedback_by_user", "user"),
    rowid=False,
)
judged = table(
    "discord_judged",
    Column("answer", Text, primary_key=True),
    Column("asker", Number, nullable=False, comment="whose question it answers"),
    *texts("cited", comment="ids of the articles whose words it held, a JSON list"),
    rowid=False,
)
questions = table(
    "discord_questions",
    Column("message", Number, primary_key=True),
    *numbers("channel", "user"),
    *texts("text", "taken"),
    Column("reply", Number, comment="the message that answers it; 0: none will; NULL: still to come"),
    Column(
        "edited", Integer, nullable=False, server_default=text("0"), comment="whether an edit was answered"
    ),
    Column("guild", Number, nullable=False, server_default=text("0")),
    Column("draft", Number, nullable=False, server_default=text("0"), comment="stands where the answer will"),
    Column(
        "tries", Integer, nullable=False, server_default=text("0"), comment="starts that took it up again"
    ),
    Index("discord_questions_by_user", "user"),
)
commands = table(
    "discord_commands",
    Column("response", Number, primary_key=True, comment="the message that says that the bot is thinking"),
    *numbers("user", "guild", "channel"),
    *texts("name", comment="of the command"),
    *texts("options", comment="as they were typed, as JSON"),
    Column("private", Integer, nullable=False),
    *texts("token", comment="lets the bot write the response for 15 minutes"),
    *texts("language", "taken"),
    Column(
        "tries", Integer, nullable=False, server_default=text("0"), comment="starts that took it up again"
    ),
)
spent = table(
    "discord_spent",
    Column("guild", Number, primary_key=True, comment="or the user of a direct message"),
    Column("day", Text, primary_key=True),
    Column("tokens", Integer, nullable=False, comment="that a language model read and wrote"),
    rowid=False,
)
people = table(
    "discord_people",
    Column("user", Number, primary_key=True),
    *texts("language"),
)
guilds = table(
    "discord_guilds",
    Column("guild", Number, primary_key=True),
    *texts("settings"),
)
facts = table(
    "discord_facts",
    Column("key", Text, primary_key=True),
    *texts("value"),
    rowid=False,
)
