"""The messages that were taken as questions, so that none is answered twice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from bot.chat.store import MOST_TRIES, ChatStore
from retrieval.index.tables.chat import questions

KEPT = timedelta(days=30)

_COLUMNS = (
    *(questions.c.message, questions.c.channel, questions.c.user, questions.c.text),
    *(func.coalesce(questions.c.reply, 0), questions.c.guild, questions.c.draft),
)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A message that was taken as a question; `reply` is 0 where it has no answer, yet or ever."""

    message: int
    channel: int
    user: int
    text: str
    reply: int = 0
    guild: int = 0
    """0 in a direct message."""
    draft: int = 0
    """The message that stands where the answer will; 0 for none."""


class QuestionStore(ChatStore):
    """Usable from any thread: every call is one transaction."""

    def take(self, question: KeptQuestion, now: datetime) -> bool:
        """Note that this message was read; False where it already was. Until `admit`, it is turned away."""
        with self._database.changing() as connection:
            if connection.execute(select(questions.c.message).where(_at(question.message))).first():
                return False
            connection.execute(insert(questions).values(**asdict(question) | {"reply": 0}, taken=_utc(now)))
        return True

    def admit(self, message: int) -> None:
        """Note that this message is being answered."""
        self._database.change(update(questions).where(_at(message)).values(reply=None))

    def take_edit(self, message: int, text: str) -> bool:
        """Note that this message's new text is being answered, where its answer stands.

        Return False for the same text, and for what was turned away.
        """
        written = self._database.change(
            update(questions)
            .where(_at(message), questions.c.text != text)
            .where(questions.c.reply.is_(None) | (questions.c.reply != 0))
            .values(
                text=text, edited=1, reply=None, draft=func.coalesce(questions.c.reply, questions.c.draft)
            )
        )
        return written == 1

    def note(self, message: int, draft: int) -> None:
        """Note which message stands where the answer will."""
        self._database.change(update(questions).where(_at(message)).values(draft=draft))

    def settle(self, message: int, reply: int) -> None:
        """Note which message answers it; 0: nobody was there any more."""
        self._database.change(update(questions).where(_at(message)).values(reply=reply))

    def get(self, message: int) -> KeptQuestion | None:
        row = self._database.row(select(*_COLUMNS).where(_at(message)))
        return KeptQuestion(*row) if row else None

    def drop(self, message: int) -> None:
        self._database.change(delete(questions).where(_at(message)))

    def unanswered(self, since: datetime) -> list[KeptQuestion]:
        """Return what was let in since then and never answered, each at most `MOST_TRIES` times."""
        waiting = questions.c.reply.is_(None) & (questions.c.taken >= _utc(since))
        with self._database.changing() as connection:
            connection.execute(update(questions).where(waiting).values(tries=questions.c.tries + 1))
            rows = connection.execute(select(*_COLUMNS).where(waiting, questions.c.tries <= MOST_TRIES)).all()
        return [KeptQuestion(*row) for row in rows]

    def answered(self, since: datetime) -> list[KeptQuestion]:
        """Return what was asked since then and has an answer."""
        done = questions.c.reply > 0, questions.c.taken >= _utc(since)
        return [KeptQuestion(*row) for row in self._database.rows(select(*_COLUMNS).where(*done))]

    def private_channels(self, since: datetime) -> list[int]:
        """Return the channels of direct messages in which somebody asked since then."""
        asked = questions.c.guild == 0, questions.c.taken >= _utc(since)
        return [row[0] for row in self._database.rows(select(questions.c.channel).where(*asked).distinct())]

    def export(self, user: int) -> list[dict[str, Any]]:
        rows = self._database.rows(select(questions).where(questions.c.user == user))
        return [dict(row._mapping) for row in rows]

    def forget(self, user: int) -> int:
        """Delete all of a user's; return how many there were."""
        return self._database.change(delete(questions).where(questions.c.user == user))

    def forget_guild(self, guild: int) -> None:
        self._database.change(delete(questions).where(questions.c.guild == guild))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEPT`; return how many there were."""
        return self._database.change(delete(questions).where(questions.c.taken < _utc(now - KEPT)))


def _at(message: int) -> ColumnElement[bool]:
    return questions.c.message == message


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
