"""What people thought of the answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from retrieval.index.database import DATABASE
from retrieval.index.shared_connection import SharedConnection

SCHEMA = """
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
-- A removed article leaves no words behind, whoever removes it.
DROP TRIGGER IF EXISTS discord_feedback_loses;
CREATE TRIGGER IF NOT EXISTS discord_votes_lose AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id) BEGIN
  DELETE FROM discord_feedback WHERE OLD.id IN (SELECT value FROM json_each(question, '$.gold_ids'))
    OR answer IN (SELECT answer FROM discord_judged, json_each(cited) WHERE value = OLD.id);
END;
-- What was judged is kept for as long as anybody's vote on it.
CREATE TRIGGER IF NOT EXISTS discord_judged_ends AFTER DELETE ON discord_feedback
WHEN NOT EXISTS (SELECT 1 FROM discord_feedback WHERE answer = OLD.answer) BEGIN
  DELETE FROM discord_judged WHERE answer = OLD.answer;
END;
"""


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's thumb for one answer, with the question it was about as a line of JSON.

    `asker` put that question; `cited` are the articles that the answer cited.
    """

    answer: str
    user: int
    good: bool
    question: str
    reason: str = ""
    asker: int = 0
    cited: tuple[str, ...] = ()


class FeedbackStore:
    """Usable from any thread: every call is one statement."""

    def __init__(self, folder: Path) -> None:
        self._db = SharedConnection(folder / DATABASE, SCHEMA)

    def close(self) -> None:
        self._db.close()

    def vote(self, vote: Vote, now: datetime) -> None:
        """Note a thumb; a second one replaces the first, whose reason stays unless it gives another."""
        self._db.change(
            "INSERT OR REPLACE INTO discord_judged VALUES (?, ?, ?)",
            (vote.answer, vote.asker, json.dumps(vote.cited)),
        )
        self._db.change(
            "INSERT INTO discord_feedback VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " reason = iif(excluded.reason = '' AND good = excluded.good, reason, excluded.reason),"
            " good = excluded.good, given = excluded.given, question = excluded.question",
            (vote.answer, vote.user, vote.good, vote.reason, now.astimezone(UTC).isoformat(), vote.question),
        )

    def votes(self) -> list[Vote]:
        """All of them, oldest first."""
        rows = self._db.rows(
            "SELECT answer, user, good, question, reason, coalesce(asker, 0), coalesce(cited, '[]')"
            " FROM discord_feedback LEFT JOIN discord_judged USING (answer) ORDER BY given, answer, user"
        )
        return [
            Vote(answer, user, bool(good), question, reason, asker, tuple(json.loads(cited)))
            for answer, user, good, question, reason, asker, cited in rows
        ]

    def forget(self, user: int) -> int:
        """Delete all of a user's, and others' on the user's questions; says how many were the user's."""
        self._db.change(
            "DELETE FROM discord_feedback WHERE user <> ?1"
            " AND answer IN (SELECT answer FROM discord_judged WHERE asker = ?1)",
            (user,),
        )
        return self._db.change("DELETE FROM discord_feedback WHERE user = ?", (user,))
