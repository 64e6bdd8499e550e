ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT '';
CREATE TABLE former (               -- what an update replaced, to be shown and never cited
  id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL,
  replaced TEXT NOT NULL            -- when the next version was fetched
);
CREATE INDEX former_by_id ON former (id);
