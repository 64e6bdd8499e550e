"""Tables of watches and of what they posted. Times are ISO 8601 in UTC."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, text

from retrieval.index.tables import Number, numbers, table, texts

watches = table(
    "watches",
    Column("number", Number, primary_key=True),
    *texts("kind", "topic"),
    *texts("target", comment="a webhook's address is secret"),
    *texts("source", "zone"),
    Column("every", Integer, nullable=False, comment="seconds; 0: as it comes"),
    *texts("at", comment="of a daily look, as in 08:00; empty for none"),
    *texts("quiet", comment="as in 22-7; empty for none"),
    Column("cap", Integer, nullable=False, comment="posts of a day"),
    *texts("language"),
    *numbers("owner", "space"),
    *texts("since", "next_look"),
    *texts("taken", default="", comment="until then a process is at it"),
    Column("paused", Integer, nullable=False, server_default=text("0")),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    *texts("error", default=""),
    Index("watches_by_owner", "owner"),
    Index("watches_by_space", "space"),
)
posted = table(
    "watch_posted",
    Column("watch", Number, ForeignKey(watches.c.number, ondelete="CASCADE"), primary_key=True),
    Column("article", Text, primary_key=True, comment="or silent:FEED"),
    Column("version", Text, primary_key=True, comment="when it was fetched"),
    *texts("post", comment="those of one message have one mark"),
    *texts("at"),
    rowid=False,
)
silences = table(
    "feed_silences",
    Column("feed", Text, primary_key=True, comment="empty for the whole intake"),
    *texts("last", comment="when it brought the last article"),
    rowid=False,
)
