"""What was said before in a conversation: how much of it counts, and the threads of the REPL.

A chat keeps its answers, and with them their turns; `bot.chat.store.answers` is its memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Protocol

from retrieval.answer.citations import plain_text
from retrieval.index.database import connect, transaction
from retrieval.llm.tokens import clip, estimate_tokens
from retrieval.values import Answer, Turn

MAX_TURNS = 8
"""Turns of a conversation that count; a thread forgets older ones as new ones come."""
MAX_TOKENS = 1_200
"""Tokens of a conversation that count, the newest turns first."""
MAX_THREADS = 1_000
"""Threads that are kept; those whose last turn is oldest are forgotten."""
MAX_TURN = 300
"""Tokens of a question and of an answer, each; a longer one is cut, so that the last turn always fits."""

TABLES = (
    "CREATE TABLE IF NOT EXISTS turns (number INTEGER PRIMARY KEY, thread TEXT NOT NULL, owner TEXT NOT NULL,"
    " question TEXT NOT NULL, answer TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS turns_by_thread ON turns (thread, number)",
    "CREATE INDEX IF NOT EXISTS turns_by_owner ON turns (owner)",
)


class ConversationMemory(Protocol):
    def turns(self, conversation: str, /) -> tuple[Turn, ...]:
        """Return the last turns, oldest first, within `MAX_TURNS` and `MAX_TOKENS`."""


class Memory:
    """The turns of every thread; safe for several threads of a process, and for several processes."""

    def __init__(self, path: Path) -> None:
        """Opens the database at `path`, whose folder must exist; raises StoreError where it is none."""
        self._db = connect(path)
        # What is forgotten must not stay readable in the file's free pages.
        self._db.execute("PRAGMA secure_delete = ON")
        for statement in TABLES:
            self._db.execute(statement)

    def turns(self, thread: str) -> tuple[Turn, ...]:
        """The last turns of a thread, oldest first, within `MAX_TURNS` and `MAX_TOKENS`."""
        rows = self._db.execute(
            "SELECT question, answer FROM turns WHERE thread = ? ORDER BY number DESC LIMIT ?",
            (thread, MAX_TURNS),
        ).fetchall()
        return newest_turns(Turn(*row) for row in rows)

    def threads(self, owner: str) -> tuple[str, ...]:
        """The threads that hold turns of `owner`."""
        rows = self._db.execute("SELECT DISTINCT thread FROM turns WHERE owner = ?", (owner,))
        return tuple(thread for (thread,) in rows.fetchall())

    def add(self, thread: str, owner: str, turn: Turn) -> None:
        """Keep a turn of `owner`; on disk when this returns."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO turns (thread, owner, question, answer) VALUES (?, ?, ?, ?)",
                (thread, owner, *_clipped(turn)),
            )
            self._db.execute(
                "DELETE FROM turns WHERE thread = ?1 AND number NOT IN"
                " (SELECT number FROM turns WHERE thread = ?1 ORDER BY number DESC LIMIT ?2)",
                (thread, MAX_TURNS),
            )
            self._db.execute(
                "DELETE FROM turns WHERE thread IN (SELECT thread FROM turns GROUP BY thread"
                " ORDER BY max(number) DESC LIMIT -1 OFFSET ?)",
                (MAX_THREADS,),
            )

    def forget(self, thread: str) -> int:
        """Forget a thread; how many turns it had."""
        return self._forget("thread", thread)

    def forget_owner(self, owner: str) -> int:
        """Forget every turn of `owner`, in whatever thread; how many there were."""
        return self._forget("owner", owner)

    def _forget(self, column: Literal["thread", "owner"], value: str) -> int:
        """The log is emptied too: the words would stay there as long as another connection is open."""
        count = self._db.execute(f"DELETE FROM turns WHERE {column} = ?", (value,)).rowcount
        if count:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return count

    def close(self) -> None:
        self._db.close()


def turn_of(answer: Answer) -> Turn:
    """Return the question as it was asked, and the answer's text without markers; "" for a refusal."""
    return Turn(answer.question, "" if answer.refused else plain_text(answer))


def newest_turns(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return those of `turns`, newest first, that fit into `MAX_TOKENS`, each clipped; oldest first."""
    kept: list[Turn] = []
    left = MAX_TOKENS
    for question, answer in map(_clipped, turns):
        left -= estimate_tokens(question) + estimate_tokens(answer)
        if left < 0:
            break
        kept.append(Turn(question, answer))
    return tuple(reversed(kept))


def _clipped(turn: Turn) -> tuple[str, str]:
    return clip(turn.question, MAX_TURN), clip(turn.answer, MAX_TURN)
