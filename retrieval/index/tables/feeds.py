"""The feeds that are watched, and their entries. Times are ISO 8601 in UTC, "" for none."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, text

from retrieval.index.tables import metadata, texts

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    *texts("source"),
    *texts("title", default=""),
    Column("every", Integer, nullable=False, comment="seconds"),
    *texts("etag", "last_modified", "succeeded", "error", default=""),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    *texts("next_poll"),
    sqlite_with_rowid=False,
)
entries = Table(
    "feed_entries",
    metadata,
    Column("feed", Text, ForeignKey(feeds.c.url, ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    *texts("fingerprint", "outcome"),
    Column("whole", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    *texts("taken", "listed"),
    Column("failures", Integer, nullable=False, server_default=text("0"), comment="to get its page, for now"),
    Column("retry", Text, nullable=False, server_default="", comment="not before then"),
    Column("article", Text, nullable=False, server_default="", comment="the id it was stored under"),
    Column("stand_in", Integer, nullable=False, server_default=text("0"), comment="only what the feed says"),
    sqlite_with_rowid=False,
)
