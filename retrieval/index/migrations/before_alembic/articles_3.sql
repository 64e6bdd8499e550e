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
