"""The answers that were given, so that the buttons under them work after a restart."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.chat.store.codec import ForgottenArticle, cited_articles, pack, unpack
from retrieval.answer.citations import ArticleLookup
from retrieval.conversation.memory import MAX_TURNS, newest_turns, turn_of
from retrieval.index.browse import Coverage
from retrieval.index.database import DATABASE
from retrieval.index.shared_connection import SharedConnection
from retrieval.values import Answer, Query, Turn

SCHEMA = """
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
CREATE TRIGGER IF NOT EXISTS discord_cites AFTER INSERT ON discord_answers BEGIN
  INSERT OR IGNORE INTO discord_cited SELECT value, NEW.id FROM json_each(NEW.cited);
END;
-- A removed article leaves no words behind, whoever removes it.
CREATE TRIGGER IF NOT EXISTS discord_answers_lose AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id) BEGIN
  DELETE FROM discord_answers WHERE id IN (SELECT answer FROM discord_cited WHERE article = OLD.id);
END;
CREATE INDEX IF NOT EXISTS discord_answers_by_message ON discord_answers (message);
CREATE INDEX IF NOT EXISTS discord_answers_by_channel ON discord_answers (channel, asked);
CREATE INDEX IF NOT EXISTS discord_answers_by_user ON discord_answers (user);
"""
KEPT = timedelta(days=90)
"""How long an answer can be opened again."""
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
"""When Discord began."""


def new_id() -> str:
    """Twelve characters that nobody guesses: it stands in the buttons' ids."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with who asked, where, and what was searched."""

    id: str
    user: int
    space: int
    """0 in a direct message."""
    channel: int
    asked: datetime
    query: Query
    coverage: Coverage
    answer: Answer
    private: bool = False
    follows: str = ""
    gone: tuple[ForgottenArticle, ...] = field(default=())
    cited: tuple[str, ...] = ()
    """Ids of the articles that it cited when it was given, once it is opened again."""


class AnswerStore:
    """Usable from any thread: every call is one statement."""

    def __init__(self, folder: Path, stored: ArticleLookup) -> None:
        self._db = SharedConnection(folder / DATABASE, SCHEMA)
        self._stored = stored

    def close(self) -> None:
        self._db.close()

    def add(self, kept: KeptAnswer) -> None:
        # The turns before it are kept answers themselves.
        query = {name: value for name, value in asdict(kept.query).items() if name != "history"}
        self._db.change(
            "INSERT INTO discord_answers VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)",
            (kept.id, kept.user, kept.space, kept.channel, kept.private, kept.follows,
             kept.asked.isoformat(), json.dumps(query), json.dumps(asdict(kept.coverage)),
             pack(kept.answer), json.dumps(cited_articles(kept.answer))),
        )  # fmt: skip

    def shown(self, answer_id: str, message: int) -> None:
        """Note which message shows the answer; what it showed before is not kept."""
        self._db.change("DELETE FROM discord_answers WHERE message = ? AND id <> ?", (message, answer_id))
        self._db.change("UPDATE discord_answers SET message = ? WHERE id = ?", (message, answer_id))

    def drop(self, answer_id: str) -> None:
        self._db.change("DELETE FROM discord_answers WHERE id = ?", (answer_id,))

    def drop_at(self, message: int) -> None:
        """Keep no longer what a message shows."""
        self._db.change("DELETE FROM discord_answers WHERE message = ?", (message,))

    def get(self, answer_id: str) -> KeptAnswer | None:
        row = self._db.row(
            "SELECT id, user, guild, channel, asked, query, coverage, answer, private, follows, cited"
            " FROM discord_answers WHERE id = ?",
            (answer_id,),
        )
        if row is None:
            return None
        kept_id, user, space, channel, asked, query, coverage, answer, private, follows, cited = row
        reopened = unpack(answer, self._stored)
        return KeptAnswer(
            id=kept_id,
            user=user,
            space=space,
            channel=channel,
            asked=datetime.fromisoformat(asked),
            query=Query(**json.loads(query)),
            coverage=Coverage(**json.loads(coverage)),
            answer=reopened.answer,
            private=bool(private),
            follows=follows,
            gone=reopened.gone,
            cited=tuple(json.loads(cited)),
        )

    def at_message(self, message: int) -> str:
        """The id of the answer that a message shows; "" for any other message."""
        row = self._db.row("SELECT id FROM discord_answers WHERE message = ?", (message,))
        return row[0] if row else ""

    def turns(self, answer_id: str) -> tuple[Turn, ...]:
        """Return the last turns that led to an answer and itself, oldest first."""
        rows = self._db.rows(
            "WITH RECURSIVE chain (id, depth) AS (VALUES (?, 1) UNION ALL"
            " SELECT a.follows, depth + 1 FROM chain JOIN discord_answers a USING (id)"
            " WHERE a.follows <> '' AND depth < ?)"
            " SELECT answer FROM chain JOIN discord_answers USING (id) ORDER BY depth",
            (answer_id, MAX_TURNS),
        )
        answers = (unpack(packed, self._stored).answer for (packed,) in rows)
        return newest_turns(map(turn_of, answers))

    def latest_in(self, channel: int, since: datetime = LONG_AGO) -> str:
        """The id of the last answer that everybody in a channel saw; "" for none since then."""
        row = self._db.row(
            "SELECT id FROM discord_answers WHERE channel = ? AND asked >= ? AND NOT private"
            " ORDER BY asked DESC LIMIT 1",
            (channel, since.astimezone(UTC).isoformat()),
        )
        return row[0] if row else ""

    def forget(self, user: int) -> int:
        """Delete all of a user's; says how many there were."""
        return self._db.change("DELETE FROM discord_answers WHERE user = ?", (user,))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEPT`; says how many there were."""
        before = (now.astimezone(UTC) - KEPT).isoformat()
        return self._db.change("DELETE FROM discord_answers WHERE asked < ?", (before,))
