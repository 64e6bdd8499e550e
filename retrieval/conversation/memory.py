"""The memory of conversations: how many turns count, and the threads of the REPL.

Chats keep turns with their answers, in `bot.chat.store.answers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from sqlalchemy import delete, func, insert, select

from retrieval.index.database import Database
from retrieval.index.tables.conversation import turns
from retrieval.llm.tokens import clip, estimate_tokens
from retrieval.values import Answer, Turn

MAX_TURNS = 8
"""Turns kept of a thread, the newest."""
MAX_TOKENS = 1_200
"""Tokens of the turns that count, the newest first."""
MAX_THREADS = 1_000
"""Threads kept, those with the newest turns."""
MAX_TURN = 300
"""Tokens of a question or an answer. Longer ones are clipped, so that the last turn always fits."""
READER_SECONDS = 30.0
"""Seconds to wait for readers of the log when turns are forgotten."""


class ConversationMemory(Protocol):
    """The turns of conversations."""

    def turns(self, conversation: str, /) -> tuple[Turn, ...]:
        """Return the last turns, oldest first, within `MAX_TURNS` and `MAX_TOKENS`."""


class Memory:
    """The turns of every thread, for several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        """Open the database at `path`, whose folder must exist. Raise StoreError if it is no database."""
        self._database = Database(path)

    def turns(self, thread: str) -> tuple[Turn, ...]:
        """Return the last turns of a thread, oldest first, within `MAX_TURNS` and `MAX_TOKENS`."""
        rows = self._database.rows(
            select(turns.c.question, turns.c.answer)
            .where(turns.c.thread == thread)
            .order_by(turns.c.number.desc())
            .limit(MAX_TURNS)
        )
        return newest_turns(Turn(*row) for row in rows)

    def threads(self, owner: str) -> tuple[str, ...]:
        """Return the threads that hold turns of `owner`."""
        rows = self._database.rows(select(turns.c.thread).distinct().where(turns.c.owner == owner))
        return tuple(thread for (thread,) in rows)

    def add(self, thread: str, owner: str, turn: Turn) -> None:
        """Keep a turn of `owner` on disk."""
        question, answer = _clipped(turn)
        newest = select(turns.c.number).where(turns.c.thread == thread).order_by(turns.c.number.desc())
        last = func.max(turns.c.number)
        recent = select(turns.c.thread).group_by(turns.c.thread).order_by(last.desc()).limit(MAX_THREADS)
        with self._database.changing() as connection:
            connection.execute(
                insert(turns).values(thread=thread, owner=owner, question=question, answer=answer)
            )
            connection.execute(
                delete(turns).where(turns.c.thread == thread, turns.c.number.not_in(newest.limit(MAX_TURNS)))
            )
            connection.execute(delete(turns).where(turns.c.thread.not_in(recent)))

    def forget(self, thread: str) -> int:
        """Forget a thread. Return the number of its turns."""
        count = self._database.change(delete(turns).where(turns.c.thread == thread))
        if count:  # the log would keep the words while another connection is open
            self._database.empty_log(READER_SECONDS)
        return count

    def close(self) -> None:
        """Release the file."""
        self._database.close()


def turn_of(answer: Answer) -> Turn:
    """Return the question as the user asked it, and the answer's text without markers; "" for a refusal."""
    return Turn(answer.question, "" if answer.refused else answer.plain_text)


def newest_turns(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return the clipped turns that fit into `MAX_TOKENS`, oldest first. `turns` is newest first."""
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
