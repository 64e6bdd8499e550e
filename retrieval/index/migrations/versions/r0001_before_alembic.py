"""The tables of a folder that a newsdesk without Alembic made, in SQLite alone, whatever their age."""

from alembic import op
from sqlalchemy import inspect

revision = "0001"
down_revision = None

# `PRAGMA user_version` numbers the tables of articles; 1 knew neither former versions nor when an article was
# modified, 2 told stories by ids. The other tables were made when they were first needed.
_VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  version INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'live', 'retired')),
  title TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,
  authors TEXT NOT NULL,            -- a JSON list
  published TEXT NOT NULL,
  day INTEGER,                      -- published as yyyymmdd; NULL when unknown
  fetched TEXT NOT NULL, content_hash TEXT NOT NULL
);
CREATE UNIQUE INDEX one_live ON articles (id) WHERE state = 'live';
CREATE UNIQUE INDEX one_staged ON articles (id) WHERE state = 'staged';
CREATE INDEX articles_by_day ON articles (day) WHERE state = 'live';
CREATE TABLE sentences (
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY (version, position)
) WITHOUT ROWID;
CREATE TABLE passages (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  first INTEGER NOT NULL, last INTEGER NOT NULL,  -- positions of its sentences
  header TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_by_version ON passages (version);
"""
_VERSION_2 = """
ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT '';
CREATE TABLE former (               -- what an update replaced, to be shown and never cited
  id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL,
  replaced TEXT NOT NULL            -- when the next version was fetched
);
CREATE INDEX former_by_id ON former (id);
"""
_VERSION_3 = """
CREATE INDEX staged ON articles (version) WHERE state = 'staged';
CREATE INDEX retired ON articles (version) WHERE state = 'retired';
CREATE TABLE IF NOT EXISTS stories (article TEXT, version INTEGER, story TEXT);
CREATE TABLE IF NOT EXISTS story_bands (band INTEGER, article TEXT);
ALTER TABLE stories RENAME TO stories_by_article;
DROP TABLE IF EXISTS bands;
DROP TABLE IF EXISTS stories;
CREATE TABLE stories (
  version INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  -- The least version that was ever in it. SQLite may give a version again once all above it are gone, and
  -- then none of this story's can be left.
  story INTEGER NOT NULL
);
CREATE INDEX versions_by_story ON stories (story);
CREATE TABLE bands (
  band INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  PRIMARY KEY (band, version)
) WITHOUT ROWID;
CREATE INDEX bands_by_version ON bands (version);
INSERT INTO stories
  SELECT version, min(version) OVER (PARTITION BY story)
  FROM stories_by_article JOIN articles USING (version);
INSERT INTO bands
  SELECT band, version FROM story_bands JOIN stories_by_article USING (article) JOIN stories USING (version);
DROP TABLE story_bands;
DROP TABLE stories_by_article;
"""
_FEEDS = """
CREATE TABLE IF NOT EXISTS feeds (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
  every INTEGER NOT NULL,                -- seconds
  etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
  succeeded TEXT NOT NULL DEFAULT '',    -- times are ISO 8601 in UTC
  error TEXT NOT NULL DEFAULT '', failures INTEGER NOT NULL DEFAULT 0,
  next_poll TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feed_entries (
  feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE,
  key TEXT NOT NULL, fingerprint TEXT NOT NULL,
  outcome TEXT NOT NULL, whole INTEGER NOT NULL, tries INTEGER NOT NULL,
  taken TEXT NOT NULL, listed TEXT NOT NULL,
  PRIMARY KEY (feed, key)
) WITHOUT ROWID;
"""
_LATER_COLUMNS = (
    "failures INTEGER NOT NULL DEFAULT 0",
    "retry TEXT NOT NULL DEFAULT ''",
    "article TEXT NOT NULL DEFAULT ''",
    "stand_in INTEGER NOT NULL DEFAULT 0",
)
_CONVERSATION = """
CREATE TABLE IF NOT EXISTS turns (
  number INTEGER PRIMARY KEY, thread TEXT NOT NULL, owner TEXT NOT NULL,
  question TEXT NOT NULL, answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_by_thread ON turns (thread, number);
CREATE INDEX IF NOT EXISTS turns_by_owner ON turns (owner);
"""
_CHAT = """
CREATE TABLE IF NOT EXISTS discord_answers (
  id TEXT PRIMARY KEY,
  user INTEGER NOT NULL, guild INTEGER NOT NULL, channel INTEGER NOT NULL,
  message INTEGER,                  -- the message that shows it, once it was sent
  private INTEGER NOT NULL,
  follows TEXT NOT NULL,            -- the answer that was replied to
  asked TEXT NOT NULL,              -- ISO, UTC
  query TEXT NOT NULL, coverage TEXT NOT NULL, answer TEXT NOT NULL,
  cited TEXT NOT NULL               -- ids of the articles whose words it holds, a JSON list
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discord_cited (
  article TEXT NOT NULL, answer TEXT NOT NULL REFERENCES discord_answers ON DELETE CASCADE,
  PRIMARY KEY (article, answer)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS discord_answers_by_message ON discord_answers (message);
CREATE INDEX IF NOT EXISTS discord_answers_by_channel ON discord_answers (channel, asked);
CREATE INDEX IF NOT EXISTS discord_answers_by_user ON discord_answers (user);
CREATE TABLE IF NOT EXISTS discord_feedback (
  answer TEXT NOT NULL, user INTEGER NOT NULL,
  good INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', given TEXT NOT NULL,
  question TEXT NOT NULL,           -- a line of an evaluation question set, as JSON
  PRIMARY KEY (answer, user)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS discord_feedback_by_user ON discord_feedback (user);
CREATE TABLE IF NOT EXISTS discord_judged (
  answer TEXT PRIMARY KEY,
  asker INTEGER NOT NULL,           -- whose question it answers
  cited TEXT NOT NULL               -- ids of the articles whose words it held, a JSON list
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discord_guilds (guild INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS discord_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS discord_questions (
  message INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL, user INTEGER NOT NULL,
  text TEXT NOT NULL, taken TEXT NOT NULL,
  reply INTEGER,                    -- the message that answers it; 0: none will; NULL: still to come
  edited INTEGER NOT NULL DEFAULT 0 -- whether an edit was answered
);
CREATE INDEX IF NOT EXISTS discord_questions_by_user ON discord_questions (user);
"""


def upgrade() -> None:
    connection = op.get_bind()
    (version,) = connection.exec_driver_sql("PRAGMA user_version").one()
    for made_at, statements in ((1, _VERSION_1), (2, _VERSION_2), (3, _VERSION_3)):
        if version < made_at:
            _run(statements)
    for statements in (_FEEDS, _CONVERSATION, _CHAT):
        _run(statements)
    known = {column["name"] for column in inspect(connection).get_columns("feed_entries")}
    for column in _LATER_COLUMNS:
        if column.split()[0] not in known:
            connection.exec_driver_sql(f"ALTER TABLE feed_entries ADD COLUMN {column}")


def _run(statements: str) -> None:
    for statement in statements.strip().split(";\n"):
        if statement:
            op.get_bind().exec_driver_sql(statement.rstrip(";"))
