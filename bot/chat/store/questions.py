"""The messages that were taken as questions, so that none is answered twice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from bot.chat.store import ChatStore
from retrieval.index.tables.chat import questions

KEPT = timedelta(days=30)

_COLUMNS = (questions.c.message, questions.c.channel, questions.c.user, questions.c.text)


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A message that was taken as a question; `reply` is 0 where it has no answer, yet or ever."""

    message: int
    channel: int
    user: int
    text: str
    reply: int = 0


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
        """Note that this message's new text is being answered.

        Return False for the same text, a second edit, and for what was turned away.
        """
        written = self._database.change(
            update(questions)
            .where(_at(message), questions.c.edited == 0, questions.c.text != text)
            .where(questions.c.reply.is_(None) | (questions.c.reply != 0))
            .values(text=text, edited=1)
        )
        return written == 1

    def settle(self, message: int, reply: int) -> None:
        """Note which message answers it; 0: nobody was there any more."""
        self._database.change(update(questions).where(_at(message)).values(reply=reply))

    def get(self, message: int) -> KeptQuestion | None:
        reply = func.coalesce(questions.c.reply, 0)
        row = self._database.row(select(*_COLUMNS, reply).where(_at(message)))
        return KeptQuestion(*row) if row else None

    def drop(self, message: int) -> None:
        self._database.change(delete(questions).where(_at(message)))

    def unanswered(self, since: datetime) -> list[KeptQuestion]:
        """Return what was let in since then and never answered: a kill came between."""
        waiting = questions.c.reply.is_(None), questions.c.taken >= _utc(since)
        return [KeptQuestion(*row) for row in self._database.rows(select(*_COLUMNS).where(*waiting))]

    def forget(self, user: int) -> int:
        """Delete all of a user's; return how many there were."""
        return self._database.change(delete(questions).where(questions.c.user == user))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEPT`; return how many there were."""
        return self._database.change(delete(questions).where(questions.c.taken < _utc(now - KEPT)))


def _at(message: int) -> ColumnElement[bool]:
    return questions.c.message == message


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
