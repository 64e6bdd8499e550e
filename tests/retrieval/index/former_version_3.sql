BEGIN TRANSACTION;
CREATE TABLE articles (
  version INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'live', 'retired')),
  title TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,
  authors TEXT NOT NULL,            -- a JSON list
  published TEXT NOT NULL,
  day INTEGER,                      -- published as yyyymmdd; NULL when unknown
  fetched TEXT NOT NULL, content_hash TEXT NOT NULL
, modified TEXT NOT NULL DEFAULT '');
INSERT INTO "articles" VALUES(2,'glacier','live','Glacier lost nine metres in a summer','The Varn glacier lost nine metres of ice last summer, a survey found. Dr. Lena Osk led the survey. Her team measured the ice with lasers from a plane.','https://example.org/post/glacier','Post','[]','2026-01-15T08:00:00Z',20260115,'2026-11-30T19:50:59+00:00','ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94','');
INSERT INTO "articles" VALUES(3,'cup','live','Rovers win the island cup','Rovers beat United 2-1 in the final of the island cup. Sam Pell scored both goals for Rovers. United had won the cup in the two years before.','https://example.org/herald/cup','Herald','[]','2025-11-30',20251130,'2026-11-30T19:50:59+00:00','121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83','');
INSERT INTO "articles" VALUES(4,'harbour','live','Old harbour crane to become a museum','The old crane on the west quay will open as a museum in May. Mayor Ada Brisk announced the plan on Monday.

The work costs 3.2 million euros, she said. “It has stood idle for forty years,” said Brisk.','https://example.org/herald/crane','Herald','[]','2026-03-02',20260302,'2026-11-30T19:51:00+00:00','289499eb888e5056688a782afc4ec4ccbc02c2ba17a3755b7415a786b2d4759f','');
INSERT INTO "articles" VALUES(5,'copy','live','Old harbour crane to become a museum','The old crane on the west quay will open as a museum in June. Mayor Ada Brisk announced the plan on Monday.

The work costs 3.2 million euros, she said. “It has stood idle for forty years,” said Brisk.','https://EXAMPLE.org/post/crane?utm_source=x#top','Post','[]','2026-03-02',20260302,'2026-11-30T19:51:00+00:00','adf08b24dfe8c30267fee9b5adc06ea538250536704a329342eda8e4b6d538f9','');
CREATE TABLE bands (
  band INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  PRIMARY KEY (band, version)
) WITHOUT ROWID;
INSERT INTO "bands" VALUES(11525108054,2);
INSERT INTO "bands" VALUES(15559520898,2);
INSERT INTO "bands" VALUES(34740412229,2);
INSERT INTO "bands" VALUES(49311914396,2);
INSERT INTO "bands" VALUES(52508508289,2);
INSERT INTO "bands" VALUES(58562179302,2);
INSERT INTO "bands" VALUES(75145072384,2);
INSERT INTO "bands" VALUES(82493099224,2);
INSERT INTO "bands" VALUES(87805787848,2);
INSERT INTO "bands" VALUES(89256330315,2);
INSERT INTO "bands" VALUES(95003999635,2);
INSERT INTO "bands" VALUES(98527653794,2);
INSERT INTO "bands" VALUES(104757029002,2);
INSERT INTO "bands" VALUES(105556749393,2);
INSERT INTO "bands" VALUES(111630757575,2);
INSERT INTO "bands" VALUES(114493726921,2);
INSERT INTO "bands" VALUES(117074985447,2);
INSERT INTO "bands" VALUES(117434937549,2);
INSERT INTO "bands" VALUES(160230064654,2);
INSERT INTO "bands" VALUES(170952118807,2);
INSERT INTO "bands" VALUES(179197628317,2);
INSERT INTO "bands" VALUES(183901039893,2);
INSERT INTO "bands" VALUES(192419890380,2);
INSERT INTO "bands" VALUES(194278427282,2);
INSERT INTO "bands" VALUES(201257570980,2);
INSERT INTO "bands" VALUES(202792344549,2);
INSERT INTO "bands" VALUES(204650151707,2);
INSERT INTO "bands" VALUES(209671870086,2);
INSERT INTO "bands" VALUES(211475790211,2);
INSERT INTO "bands" VALUES(216694155168,2);
INSERT INTO "bands" VALUES(218384824547,2);
INSERT INTO "bands" VALUES(222592839583,2);
INSERT INTO "bands" VALUES(222992444313,2);
INSERT INTO "bands" VALUES(250584969360,2);
INSERT INTO "bands" VALUES(256211023898,2);
INSERT INTO "bands" VALUES(256822983582,2);
INSERT INTO "bands" VALUES(258813313313,2);
INSERT INTO "bands" VALUES(268403021711,2);
INSERT INTO "bands" VALUES(268674590340,2);
INSERT INTO "bands" VALUES(271550355092,2);
INSERT INTO "bands" VALUES(2283201242,3);
INSERT INTO "bands" VALUES(10167951779,3);
INSERT INTO "bands" VALUES(13413565273,3);
INSERT INTO "bands" VALUES(13916600392,3);
INSERT INTO "bands" VALUES(16931383312,3);
INSERT INTO "bands" VALUES(20043656196,3);
INSERT INTO "bands" VALUES(23502127761,3);
INSERT INTO "bands" VALUES(45555947813,3);
INSERT INTO "bands" VALUES(47710266206,3);
INSERT INTO "bands" VALUES(54748221569,3);
INSERT INTO "bands" VALUES(62219685127,3);
INSERT INTO "bands" VALUES(68787367818,3);
INSERT INTO "bands" VALUES(70480552792,3);
INSERT INTO "bands" VALUES(74195988960,3);
INSERT INTO "bands" VALUES(91051779341,3);
INSERT INTO "bands" VALUES(93874004391,3);
INSERT INTO "bands" VALUES(100209704157,3);
INSERT INTO "bands" VALUES(133597623010,3);
INSERT INTO "bands" VALUES(133606767955,3);
INSERT INTO "bands" VALUES(136078272092,3);
INSERT INTO "bands" VALUES(138155717385,3);
INSERT INTO "bands" VALUES(140694501972,3);
INSERT INTO "bands" VALUES(142228340162,3);
INSERT INTO "bands" VALUES(154062665238,3);
INSERT INTO "bands" VALUES(154170346852,3);
INSERT INTO "bands" VALUES(154667803651,3);
INSERT INTO "bands" VALUES(157455470214,3);
INSERT INTO "bands" VALUES(170717871515,3);
INSERT INTO "bands" VALUES(179851925135,3);
INSERT INTO "bands" VALUES(194113442463,3);
INSERT INTO "bands" VALUES(198458062478,3);
INSERT INTO "bands" VALUES(199346376396,3);
INSERT INTO "bands" VALUES(211505633605,3);
INSERT INTO "bands" VALUES(230705242176,3);
INSERT INTO "bands" VALUES(231675035169,3);
INSERT INTO "bands" VALUES(233539843541,3);
INSERT INTO "bands" VALUES(235241816146,3);
INSERT INTO "bands" VALUES(247269190615,3);
INSERT INTO "bands" VALUES(257151072486,3);
INSERT INTO "bands" VALUES(271599488331,3);
INSERT INTO "bands" VALUES(9067310106,4);
INSERT INTO "bands" VALUES(9784609746,4);
INSERT INTO "bands" VALUES(10732685148,4);
INSERT INTO "bands" VALUES(14982840935,4);
INSERT INTO "bands" VALUES(15610535632,4);
INSERT INTO "bands" VALUES(22843731429,4);
INSERT INTO "bands" VALUES(25404011407,4);
INSERT INTO "bands" VALUES(42853721230,4);
INSERT INTO "bands" VALUES(67368507668,4);
INSERT INTO "bands" VALUES(68499548427,4);
INSERT INTO "bands" VALUES(74278946837,4);
INSERT INTO "bands" VALUES(78847013316,4);
INSERT INTO "bands" VALUES(79016286431,4);
INSERT INTO "bands" VALUES(90059497738,4);
INSERT INTO "bands" VALUES(95947003206,4);
INSERT INTO "bands" VALUES(100892454277,4);
INSERT INTO "bands" VALUES(105581991427,4);
INSERT INTO "bands" VALUES(106212027720,4);
INSERT INTO "bands" VALUES(107432786788,4);
INSERT INTO "bands" VALUES(127344208158,4);
INSERT INTO "bands" VALUES(128286644940,4);
INSERT INTO "bands" VALUES(142626792537,4);
INSERT INTO "bands" VALUES(163222972049,4);
INSERT INTO "bands" VALUES(165631832411,4);
INSERT INTO "bands" VALUES(178528659485,4);
INSERT INTO "bands" VALUES(184283776801,4);
INSERT INTO "bands" VALUES(184719749385,4);
INSERT INTO "bands" VALUES(190889179734,4);
INSERT INTO "bands" VALUES(197264113368,4);
INSERT INTO "bands" VALUES(198565550950,4);
INSERT INTO "bands" VALUES(199023989015,4);
INSERT INTO "bands" VALUES(200697900423,4);
INSERT INTO "bands" VALUES(203741909283,4);
INSERT INTO "bands" VALUES(209958250530,4);
INSERT INTO "bands" VALUES(214686344960,4);
INSERT INTO "bands" VALUES(238246592851,4);
INSERT INTO "bands" VALUES(240635700320,4);
INSERT INTO "bands" VALUES(240886504065,4);
INSERT INTO "bands" VALUES(252785434573,4);
INSERT INTO "bands" VALUES(272698573634,4);
INSERT INTO "bands" VALUES(9784609746,5);
INSERT INTO "bands" VALUES(10732685148,5);
INSERT INTO "bands" VALUES(15610535632,5);
INSERT INTO "bands" VALUES(22843731429,5);
INSERT INTO "bands" VALUES(25404011407,5);
INSERT INTO "bands" VALUES(42853721230,5);
INSERT INTO "bands" VALUES(48550888787,5);
INSERT INTO "bands" VALUES(57260565280,5);
INSERT INTO "bands" VALUES(67368507668,5);
INSERT INTO "bands" VALUES(68499548427,5);
INSERT INTO "bands" VALUES(71300176410,5);
INSERT INTO "bands" VALUES(74278946837,5);
INSERT INTO "bands" VALUES(78847013316,5);
INSERT INTO "bands" VALUES(79016286431,5);
INSERT INTO "bands" VALUES(79309007207,5);
INSERT INTO "bands" VALUES(90059497738,5);
INSERT INTO "bands" VALUES(95947003206,5);
INSERT INTO "bands" VALUES(96644970373,5);
INSERT INTO "bands" VALUES(97671826188,5);
INSERT INTO "bands" VALUES(105581991427,5);
INSERT INTO "bands" VALUES(106093002846,5);
INSERT INTO "bands" VALUES(106212027720,5);
INSERT INTO "bands" VALUES(107432786788,5);
INSERT INTO "bands" VALUES(113285711449,5);
INSERT INTO "bands" VALUES(124893562582,5);
INSERT INTO "bands" VALUES(157162734417,5);
INSERT INTO "bands" VALUES(171090031323,5);
INSERT INTO "bands" VALUES(177805425927,5);
INSERT INTO "bands" VALUES(178528659485,5);
INSERT INTO "bands" VALUES(184719749385,5);
INSERT INTO "bands" VALUES(197264113368,5);
INSERT INTO "bands" VALUES(198565550950,5);
INSERT INTO "bands" VALUES(199233664279,5);
INSERT INTO "bands" VALUES(203741909283,5);
INSERT INTO "bands" VALUES(209958250530,5);
INSERT INTO "bands" VALUES(214686344960,5);
INSERT INTO "bands" VALUES(226769323041,5);
INSERT INTO "bands" VALUES(240886504065,5);
INSERT INTO "bands" VALUES(252785434573,5);
INSERT INTO "bands" VALUES(272698573634,5);
CREATE TABLE discord_answers (
  id TEXT PRIMARY KEY,
  user INTEGER NOT NULL, guild INTEGER NOT NULL, channel INTEGER NOT NULL,
  message INTEGER,                  -- the message that shows it, once it was sent
  private INTEGER NOT NULL,
  follows TEXT NOT NULL,            -- the answer that was replied to
  asked TEXT NOT NULL,              -- ISO, UTC
  query TEXT NOT NULL, coverage TEXT NOT NULL, answer TEXT NOT NULL,
  cited TEXT NOT NULL               -- ids of the articles whose words it holds, a JSON list
) WITHOUT ROWID;
INSERT INTO "discord_answers" VALUES('cup',1,2,3,103,0,'','2026-03-05T00:00:00+00:00','{"text": "who scored both goals for Rovers?", "since": "", "until": "", "source": "", "as_of": "", "focus": ""}','{"articles": 3, "newest": ""}','{"question": "who scored both goals for Rovers?", "text": "Rovers beat United 2-1 in the final of the island cup. [1] Sam Pell scored both goals for Rovers. [2] United had won the cup in the two years before. [3]", "refused": false, "confidence": 0.9978136732798437, "reason": "", "model": "", "notice": "", "short": {"text": "Sam", "marker": 2, "start": 55, "end": 58, "score": 0.8227526011330146}, "timings_ms": {"search": 13.1, "rerank": 1.2, "answer": 19.1, "total": 33.4}, "citations": [{"marker": 2, "article": "cup", "hash": "121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83", "title": "Rovers win the island cup", "at": [55, 93], "score": 6.6946874398026885, "span": {"start": 55, "end": 58, "score": -5.053125601973121}, "verified": true}, {"marker": 1, "article": "cup", "hash": "121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83", "title": "Rovers win the island cup", "at": [0, 54], "score": 1.8946874398026887, "span": {"start": 12, "end": 18, "score": -5.053125601973121}, "verified": true}, {"marker": 3, "article": "cup", "hash": "121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83", "title": "Rovers win the island cup", "at": [94, 141], "score": 0.29468743980268863, "span": {"start": 94, "end": 100, "score": -5.053125601973121}, "verified": true}], "passages": [{"id": "0af80e878031e24de049", "article": "cup", "hash": "121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83", "sentences": [[0, 54], [55, 93], [94, 141]], "score": 9.600000000000001}, {"id": "66a5c9655f9a3e8aadc1", "article": "harbour", "hash": "289499eb888e5056688a782afc4ec4ccbc02c2ba17a3755b7415a786b2d4759f", "sentences": [[0, 60], [61, 106], [108, 151], [152, 200]], "score": -16.0}, {"id": "57b66b8bdde42e491f97", "article": "glacier", "hash": "ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94", "sentences": [[0, 69], [70, 98], [99, 150]], "score": -16.0}]}','["cup"]');
INSERT INTO "discord_answers" VALUES('glacier',1,2,3,107,0,'','2026-03-05T00:00:00+00:00','{"text": "how many metres of ice did the glacier lose?", "since": "", "until": "", "source": "", "as_of": "", "focus": ""}','{"articles": 3, "newest": ""}','{"question": "how many metres of ice did the glacier lose?", "text": "The Varn glacier lost nine metres of ice last summer, a survey found. [1] Dr. Lena Osk led the survey. [2] Her team measured the ice with lasers from a plane. [3]", "refused": false, "confidence": 0.70441650800241, "reason": "", "model": "", "notice": "", "short": null, "timings_ms": {"search": 3.4, "rerank": 1.0, "answer": 16.2, "total": 20.6}, "citations": [{"marker": 1, "article": "glacier", "hash": "ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94", "title": "Glacier lost nine metres in a summer", "at": [0, 69], "score": -0.5131630597402626, "span": {"start": 0, "end": 3, "score": -5.1316305974026255}, "verified": true}, {"marker": 3, "article": "glacier", "hash": "ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94", "title": "Glacier lost nine metres in a summer", "at": [99, 150], "score": -3.1798297264069295, "span": {"start": 99, "end": 102, "score": -5.1316305974026255}, "verified": true}, {"marker": 2, "article": "glacier", "hash": "ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94", "title": "Glacier lost nine metres in a summer", "at": [70, 98], "score": -3.1898297264069293, "span": {"start": 70, "end": 72, "score": -5.1316305974026255}, "verified": true}], "passages": [{"id": "57b66b8bdde42e491f97", "article": "glacier", "hash": "ea28263ae0e392a7b44a75e3ce431b87d1fa981317c2844eb11120f5ad699e94", "sentences": [[0, 69], [70, 98], [99, 150]], "score": 0.0}, {"id": "66a5c9655f9a3e8aadc1", "article": "harbour", "hash": "289499eb888e5056688a782afc4ec4ccbc02c2ba17a3755b7415a786b2d4759f", "sentences": [[0, 60], [61, 106], [108, 151], [152, 200]], "score": -16.0}, {"id": "0af80e878031e24de049", "article": "cup", "hash": "121cc7d2414f359cb0b515bd321361e074cb47325956f64ab3698e116cf1dd83", "sentences": [[0, 54], [55, 93], [94, 141]], "score": -16.0}]}','["glacier"]');
CREATE TABLE discord_cited (
  article TEXT NOT NULL, answer TEXT NOT NULL REFERENCES discord_answers ON DELETE CASCADE,
  PRIMARY KEY (article, answer)
) WITHOUT ROWID;
INSERT INTO "discord_cited" VALUES('cup','cup');
INSERT INTO "discord_cited" VALUES('glacier','glacier');
CREATE TABLE discord_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "discord_facts" VALUES('commands','x');
CREATE TABLE discord_feedback (
  answer TEXT NOT NULL, user INTEGER NOT NULL,
  good INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', given TEXT NOT NULL,
  question TEXT NOT NULL,           -- a line of an evaluation question set, as JSON
  PRIMARY KEY (answer, user)
) WITHOUT ROWID;
INSERT INTO "discord_feedback" VALUES('cup',7,1,'','2026-03-05T00:00:00+00:00','{"id": "feedback-cup", "question": "who scored both goals for Rovers?", "answers": ["Sam"], "gold_ids": ["cup"], "answerable": true, "gold_sentences": [{"article_id": "cup", "sentence": "Rovers beat United 2-1 in the final of the island cup."}, {"article_id": "cup", "sentence": "Sam Pell scored both goals for Rovers."}, {"article_id": "cup", "sentence": "United had won the cup in the two years before."}], "question_date": "2026-03-05"}');
INSERT INTO "discord_feedback" VALUES('glacier',7,1,'','2026-03-05T00:00:00+00:00','{"id": "feedback-glacier", "question": "how many metres of ice did the glacier lose?", "answers": [], "gold_ids": ["glacier"], "answerable": true, "gold_sentences": [{"article_id": "glacier", "sentence": "The Varn glacier lost nine metres of ice last summer, a survey found."}, {"article_id": "glacier", "sentence": "Dr. Lena Osk led the survey."}, {"article_id": "glacier", "sentence": "Her team measured the ice with lasers from a plane."}], "question_date": "2026-03-05"}');
CREATE TABLE discord_guilds (guild INTEGER PRIMARY KEY, settings TEXT NOT NULL);
INSERT INTO "discord_guilds" VALUES(2,'{"channels": [], "roles": [], "private": false, "threads": true, "cooldown": 5, "per_minute": 60, "language": "en"}');
CREATE TABLE discord_judged (
  answer TEXT PRIMARY KEY,
  asker INTEGER NOT NULL,           -- whose question it answers
  cited TEXT NOT NULL               -- ids of the articles whose words it held, a JSON list
) WITHOUT ROWID;
INSERT INTO "discord_judged" VALUES('cup',1,'["cup"]');
INSERT INTO "discord_judged" VALUES('glacier',1,'["glacier"]');
CREATE TABLE discord_questions (
  message INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL, user INTEGER NOT NULL,
  text TEXT NOT NULL, taken TEXT NOT NULL,
  reply INTEGER,                    -- the message that answers it; 0: none will; NULL: still to come
  edited INTEGER NOT NULL DEFAULT 0 -- whether an edit was answered
);
INSERT INTO "discord_questions" VALUES(1,3,1,'when?','2026-03-05T00:00:00+00:00',0,0);
CREATE TABLE feed_entries (
      feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE,
      key TEXT NOT NULL, fingerprint TEXT NOT NULL,
      outcome TEXT NOT NULL, whole INTEGER NOT NULL, tries INTEGER NOT NULL,
      taken TEXT NOT NULL, listed TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0, retry TEXT NOT NULL DEFAULT '', article TEXT NOT NULL DEFAULT '', stand_in INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (feed, key)
    ) WITHOUT ROWID
    ;
INSERT INTO "feed_entries" VALUES('https://news.example/feed','https://news.example/a','0f0f06e9528be639e4e6d55981aa56e2d0f9950acf1fe74295f735a39c0a3674','added',1,1,'2026-03-05T00:00:00+00:00','2026-03-05T00:00:00+00:00',0,'','a',0);
CREATE TABLE feeds (
      url TEXT PRIMARY KEY,
      source TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
      every INTEGER NOT NULL,                -- seconds
      etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '',
      succeeded TEXT NOT NULL DEFAULT '',    -- times are ISO 8601 in UTC
      error TEXT NOT NULL DEFAULT '', failures INTEGER NOT NULL DEFAULT 0,
      next_poll TEXT NOT NULL
    ) WITHOUT ROWID
    ;
INSERT INTO "feeds" VALUES('https://news.example/feed','News','',900,'','','','',0,'2026-03-05T00:00:00+00:00');
CREATE TABLE former (               -- what an update replaced, to be shown and never cited
  id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL,
  replaced TEXT NOT NULL            -- when the next version was fetched
);
INSERT INTO "former" VALUES('harbour','Old harbour crane to become a museum','The old crane on the west quay will open as a museum in June. Mayor Ada Brisk announced the plan on Monday.

The work costs 3.2 million euros, she said. “It has stood idle for forty years,” said Brisk.','2026-03-02','','2026-11-30T19:50:59+00:00','2026-11-30T19:51:00+00:00');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('embedder','hashing');
INSERT INTO "meta" VALUES('generation','2');
CREATE TABLE passages (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  first INTEGER NOT NULL, last INTEGER NOT NULL,  -- positions of its sentences
  header TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "passages" VALUES('0af80e878031e24de049',3,0,2,'Rovers win the island cup
2025-11-30');
INSERT INTO "passages" VALUES('57b66b8bdde42e491f97',2,0,2,'Glacier lost nine metres in a summer
2026-01-15');
INSERT INTO "passages" VALUES('66a5c9655f9a3e8aadc1',4,0,3,'Old harbour crane to become a museum
2026-03-02');
INSERT INTO "passages" VALUES('83c76480e3472d07a971',5,0,3,'Old harbour crane to become a museum
2026-03-02');
CREATE TABLE sentences (
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY (version, position)
) WITHOUT ROWID;
INSERT INTO "sentences" VALUES(2,0,0,69);
INSERT INTO "sentences" VALUES(2,1,70,98);
INSERT INTO "sentences" VALUES(2,2,99,150);
INSERT INTO "sentences" VALUES(3,0,0,54);
INSERT INTO "sentences" VALUES(3,1,55,93);
INSERT INTO "sentences" VALUES(3,2,94,141);
INSERT INTO "sentences" VALUES(4,0,0,60);
INSERT INTO "sentences" VALUES(4,1,61,106);
INSERT INTO "sentences" VALUES(4,2,108,151);
INSERT INTO "sentences" VALUES(4,3,152,200);
INSERT INTO "sentences" VALUES(5,0,0,61);
INSERT INTO "sentences" VALUES(5,1,62,107);
INSERT INTO "sentences" VALUES(5,2,109,152);
INSERT INTO "sentences" VALUES(5,3,153,201);
CREATE TABLE stories (
  version INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  -- The least version that was ever in it. SQLite may give a version again once all above it are gone, and
  -- then none of this story's can be left.
  story INTEGER NOT NULL
);
INSERT INTO "stories" VALUES(2,2);
INSERT INTO "stories" VALUES(3,3);
INSERT INTO "stories" VALUES(4,4);
INSERT INTO "stories" VALUES(5,4);
CREATE TABLE turns (number INTEGER PRIMARY KEY, thread TEXT NOT NULL, owner TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL);
INSERT INTO "turns" VALUES(1,'thread','owner','Who won the cup?','Rovers.');
CREATE UNIQUE INDEX one_live ON articles (id) WHERE state = 'live';
CREATE UNIQUE INDEX one_staged ON articles (id) WHERE state = 'staged';
CREATE INDEX articles_by_day ON articles (day) WHERE state = 'live';
CREATE INDEX passages_by_version ON passages (version);
CREATE INDEX former_by_id ON former (id);
CREATE INDEX staged ON articles (version) WHERE state = 'staged';
CREATE INDEX retired ON articles (version) WHERE state = 'retired';
CREATE INDEX versions_by_story ON stories (story);
CREATE INDEX bands_by_version ON bands (version);
CREATE INDEX turns_by_thread ON turns (thread, number);
CREATE INDEX turns_by_owner ON turns (owner);
CREATE TRIGGER discord_cites AFTER INSERT ON discord_answers BEGIN
  INSERT OR IGNORE INTO discord_cited SELECT value, NEW.id FROM json_each(NEW.cited);
END;
CREATE TRIGGER discord_answers_lose AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id) BEGIN
  DELETE FROM discord_answers WHERE id IN (SELECT answer FROM discord_cited WHERE article = OLD.id);
END;
CREATE INDEX discord_answers_by_message ON discord_answers (message);
CREATE INDEX discord_answers_by_channel ON discord_answers (channel, asked);
CREATE INDEX discord_answers_by_user ON discord_answers (user);
CREATE INDEX discord_feedback_by_user ON discord_feedback (user);
CREATE TRIGGER discord_votes_lose AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id) BEGIN
  DELETE FROM discord_feedback WHERE OLD.id IN (SELECT value FROM json_each(question, '$.gold_ids'))
    OR answer IN (SELECT answer FROM discord_judged, json_each(cited) WHERE value = OLD.id);
END;
CREATE TRIGGER discord_judged_ends AFTER DELETE ON discord_feedback
WHEN NOT EXISTS (SELECT 1 FROM discord_feedback WHERE answer = OLD.answer) BEGIN
  DELETE FROM discord_judged WHERE answer = OLD.answer;
END;
CREATE INDEX discord_questions_by_user ON discord_questions (user);
COMMIT;
PRAGMA user_version = 3;
