"""What people thought of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from retrieval.store.database import DATABASE
from retrieval.store.statements import Statements

SCHEMA = """
CREATE TABLE IF NOT EXISTS discord_feedback (
  answer TEXT NOT NULL, user INTEGER NOT NULL,
  good INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', given TEXT NOT NULL,
  question TEXT NOT NULL,           -- a line of an evaluation question set, as JSON
  PRIMARY KEY (answer, user)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS discord_feedback_by_user ON discord_feedback (user);
-- A removed article leaves no words behind, whoever removes it.
CREATE TRIGGER IF NOT EXISTS discord_feedback_loses AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id) BEGIN
  DELETE FROM discord_feedback WHERE OLD.id IN (SELECT value FROM json_each(question, '$.gold_ids'));
END;
"""


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's thumb for one answer, with the question it was about as a line of JSON."""

    answer: str
    user: int
    good: bool
    question: str
    reason: str = ""


class FeedbackStore:
    """Usable from any thread: every call is one statement."""

    def __init__(self, folder: Path) -> None:
        self._db = Statements(folder / DATABASE, SCHEMA)

    def close(self) -> None:
        self._db.close()

    def vote(self, vote: Vote, now: datetime) -> None:
        """Note a thumb; a second one replaces the first."""
        self._db.change(
            "INSERT OR REPLACE INTO discord_feedback VALUES (?, ?, ?, ?, ?, ?)",
            (vote.answer, vote.user, vote.good, vote.reason, now.astimezone(UTC).isoformat(), vote.question),
        )

    def votes(self) -> list[Vote]:
        """All of them, oldest first."""
        rows = self._db.rows(
            "SELECT answer, user, good, question, reason FROM discord_feedback ORDER BY given, answer, user"
        )
        return [
            Vote(answer, user, bool(good), question, reason) for answer, user, good, question, reason in rows
        ]

    def forget(self, user: int) -> int:
        """Delete all of a user's; says how many there were."""
        return self._db.change("DELETE FROM discord_feedback WHERE user = ?", (user,))
