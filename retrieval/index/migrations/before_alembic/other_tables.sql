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
CREATE TABLE IF NOT EXISTS turns (
  number INTEGER PRIMARY KEY, thread TEXT NOT NULL, owner TEXT NOT NULL,
  question TEXT NOT NULL, answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turns_by_thread ON turns (thread, number);
CREATE INDEX IF NOT EXISTS turns_by_owner ON turns (owner);
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
