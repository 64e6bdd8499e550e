"""Tables of articles, with sentences, passages, former versions and stories."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Text,
    literal_column,
)

from retrieval.index.tables import Number, numbers, table, texts

meta = table(
    "meta",
    Column("key", Text, primary_key=True),
    *texts("value"),
    rowid=False,
)
articles = table(
    "articles",
    Column("version", Number, primary_key=True),
    *texts("id"),
    Column("state", Text, CheckConstraint("state IN ('staged', 'live', 'retired')"), nullable=False),
    *texts("title", "text", "url", "source"),
    *texts("authors", comment="a JSON list"),
    *texts("published"),
    Column("day", Integer, comment="published as yyyymmdd; NULL when unknown"),
    *texts("fetched", "content_hash"),
    *texts("modified", "language", "genre", default=""),
    *texts("address", default="", comment="the url in its one spelling"),
)
# Written out, the state lets SQLite take the index of those few that have it.
STAGED, LIVE, RETIRED = (articles.c.state == literal_column(f"'{s}'") for s in ("staged", "live", "retired"))
Index("one_live", articles.c.id, unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
Index("one_staged", articles.c.id, unique=True, sqlite_where=STAGED, postgresql_where=STAGED)
Index("articles_by_day", articles.c.day, sqlite_where=LIVE, postgresql_where=LIVE)
Index("articles_by_address", articles.c.address, sqlite_where=LIVE, postgresql_where=LIVE)
Index("staged", articles.c.version, sqlite_where=STAGED, postgresql_where=STAGED)
Index("retired", articles.c.version, sqlite_where=RETIRED, postgresql_where=RETIRED)

sentences = table(
    "sentences",
    Column("version", Number, ForeignKey(articles.c.version, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("citable", Boolean, comment="NULL until it is told"),
    *texts("speaker", "published", "heading", default=""),
    rowid=False,
)
passages = table(
    "passages",
    Column("id", Text, primary_key=True),
    Column("version", Number, ForeignKey(articles.c.version, ondelete="CASCADE"), nullable=False),
    Column("first", Integer, nullable=False, comment="position of its first sentence"),
    Column("last", Integer, nullable=False, comment="position of its last sentence"),
    *texts("header"),
    Index("passages_by_version", "version"),
    rowid=False,
)
unembedded = table(
    "unembedded",  # those whose passages lack vectors; they are found by words alone
    Column("version", Number, ForeignKey(articles.c.version, ondelete="CASCADE"), primary_key=True),
)
former = table(
    "former",  # what an update replaced, to be shown and never cited
    Column("number", Number, primary_key=True),
    *texts("id", "title", "text", "published", "modified", "fetched"),
    *texts("replaced", comment="when the next version was fetched"),
    Index("former_by_id", "id"),
)
stories = table(
    "stories",
    Column("version", Number, ForeignKey(articles.c.version, ondelete="CASCADE"), primary_key=True),
    # The least version that was ever in it. SQLite may give a version again once all above it are gone, and
    # then none of this story's can be left.
    *numbers("story"),
    Index("versions_by_story", "story"),
)
bands = table(
    "bands",
    Column("band", Number, primary_key=True),
    Column("version", Number, ForeignKey(stories.c.version, ondelete="CASCADE"), primary_key=True),
    Index("bands_by_version", "version"),
    rowid=False,
)
possible_copies = table(
    "possible_copies",  # pairs of which words alone do not tell; they wait for the vectors of both
    Column("one", Number, ForeignKey(stories.c.version, ondelete="CASCADE"), primary_key=True),
    Column("other", Number, ForeignKey(stories.c.version, ondelete="CASCADE"), primary_key=True),
    Column("words", Float, nullable=False, comment="their share of common shingles"),
    Index("possible_copies_by_other", "other"),
    rowid=False,
)
