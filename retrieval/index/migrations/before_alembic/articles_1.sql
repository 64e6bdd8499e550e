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
