"""Which messages were taken as questions, so that none is answered twice and each answer is found again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrieval.index.database import DATABASE
from retrieval.index.shared_connection import SharedConnection

SCHEMA = """
CREATE TABLE IF NOT EXISTS discord_questions (
  message INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL, user INTEGER NOT NULL,
  text TEXT NOT NULL, taken TEXT NOT NULL,
  reply INTEGER,                    -- the message that answers it; 0: none will; NULL: still to come
  edited INTEGER NOT NULL DEFAULT 0 -- whether an edit was answered
);
CREATE INDEX IF NOT EXISTS discord_questions_by_user ON discord_questions (user);
"""
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A message that was taken as a question; `reply` is 0 where it has no answer, yet or ever."""

    message: int
    channel: int
    user: int
    text: str
    reply: int = 0


class QuestionStore:
    """Usable from any thread: every call is one statement."""

    def __init__(self, folder: Path) -> None:
        self._db = SharedConnection(folder / DATABASE, SCHEMA)

    def close(self) -> None:
        self._db.close()

    def take(self, question: KeptQuestion, now: datetime) -> bool:
        """Note that this message was read; False where it already was. Until `admit`, it is turned away."""
        written = self._db.change(
            "INSERT OR IGNORE INTO discord_questions (message, channel, user, text, taken, reply)"
            " VALUES (?, ?, ?, ?, ?, 0)",
            (question.message, question.channel, question.user, question.text, _utc(now)),
        )
        return written == 1

    def admit(self, message: int) -> None:
        """Note that this message is being answered."""
        self._db.change("UPDATE discord_questions SET reply = NULL WHERE message = ?", (message,))

    def take_edit(self, message: int, text: str) -> bool:
        """Note that this message's new text is being answered.

        False for the same text, a second edit, and for what was turned away.
        """
        written = self._db.change(
            "UPDATE discord_questions SET text = ?1, edited = 1"
            " WHERE message = ?2 AND NOT edited AND text <> ?1 AND reply IS NOT 0",
            (text, message),
        )
        return written == 1

    def settle(self, message: int, reply: int) -> None:
        """Note which message answers it; 0: nobody was there any more."""
        self._db.change("UPDATE discord_questions SET reply = ? WHERE message = ?", (reply, message))

    def get(self, message: int) -> KeptQuestion | None:
        row = self._db.row(
            "SELECT message, channel, user, text, coalesce(reply, 0) FROM discord_questions"
            " WHERE message = ?",
            (message,),
        )
        return KeptQuestion(*row) if row else None

    def drop(self, message: int) -> None:
        self._db.change("DELETE FROM discord_questions WHERE message = ?", (message,))

    def unanswered(self, since: datetime) -> list[KeptQuestion]:
        """What was let in since then and never answered: a kill came between."""
        rows = self._db.rows(
            "SELECT message, channel, user, text FROM discord_questions WHERE reply IS NULL AND taken >= ?",
            (_utc(since),),
        )
        return [KeptQuestion(*row) for row in rows]

    def forget(self, user: int) -> int:
        """Delete all of a user's; says how many there were."""
        return self._db.change("DELETE FROM discord_questions WHERE user = ?", (user,))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEPT`; says how many there were."""
        return self._db.change("DELETE FROM discord_questions WHERE taken < ?", (_utc(now - KEPT),))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
