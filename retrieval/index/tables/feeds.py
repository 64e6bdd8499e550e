"""Tables of watched feeds and their entries. Times are ISO 8601 in UTC, "" for none."""

from sqlalchemy import Column, ForeignKey, Integer, Text, text

from retrieval.index.tables import table, texts

feeds = table(
    "feeds",
    Column("url", Text, primary_key=True),
    *texts("source"),
    *texts("title", default=""),
    Column("every", Integer, nullable=False, comment="seconds"),
    *texts("etag", "last_modified", "succeeded", "error", default=""),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    *texts("next_poll"),
    rowid=False,
)
entries = table(
    "feed_entries",
    Column("feed", Text, ForeignKey(feeds.c.url, ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    *texts("fingerprint", "outcome"),
    Column("whole", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    *texts("taken", "listed"),
    Column("failures", Integer, nullable=False, server_default=text("0"), comment="to get its page, for now"),
    *texts("retry", default="", comment="not before then"),
    *texts("article", default="", comment="the id it was stored under"),
    Column("stand_in", Integer, nullable=False, server_default=text("0"), comment="only what the feed says"),
    rowid=False,
)
