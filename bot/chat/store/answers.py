"""The given answers, so that their buttons work after a restart."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, insert, select, update

from bot.chat.store import ChatStore
from bot.chat.store.absences import Absences, CitedArticles
from bot.chat.store.codec import ForgottenArticle, cited_articles, pack, unpack
from retrieval.answer.citations import ArticleLookup
from retrieval.conversation.memory import MAX_TURNS, newest_turns, turn_of
from retrieval.index.browse import Coverage
from retrieval.index.database import AnyRow
from retrieval.index.statements import listed
from retrieval.index.tables.chat import answers, cited
from retrieval.values import Answer, Query, Turn

KEPT = timedelta(days=90)
"""How long an answer can be opened again."""
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
"""When Discord began."""


def new_id() -> str:
    """Return twelve characters that nobody guesses, for the ids of buttons."""
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


class AnswerStore(ChatStore):
    """Usable from any thread. An answer is deleted when any process removes an article that it cites."""

    def __init__(self, folder: Path, articles: CitedArticles) -> None:
        super().__init__(folder)
        self._articles = articles
        self._absences = Absences(articles, self._cited, self.forget_articles)
        self._absences.forget()

    def add(self, kept: KeptAnswer) -> None:
        # The turns before it are kept answers themselves.
        query = {name: value for name, value in asdict(kept.query).items() if name != "history"}
        article_ids = cited_articles(kept.answer)
        with self._database.changing() as connection:
            connection.execute(
                insert(answers).values(
                    **{name: getattr(kept, name) for name in ("id", "user", "channel", "follows")},
                    guild=kept.space,
                    private=int(kept.private),
                    asked=kept.asked.isoformat(),
                    query=json.dumps(query),
                    coverage=json.dumps(asdict(kept.coverage)),
                    answer=pack(kept.answer),
                    cited=json.dumps(article_ids),
                )
            )
            if article_ids:
                connection.execute(insert(cited), [{"article": i, "answer": kept.id} for i in article_ids])

    def shown(self, answer_id: str, message: int) -> None:
        """Note which message shows the answer. Delete the answer that it showed before."""
        with self._database.changing() as connection:
            connection.execute(delete(answers).where(answers.c.message == message, answers.c.id != answer_id))
            connection.execute(update(answers).where(answers.c.id == answer_id).values(message=message))

    def drop(self, answer_id: str) -> None:
        self._delete(answers.c.id == answer_id)

    def drop_at(self, message: int) -> None:
        """Delete the answer that a message shows."""
        self._delete(answers.c.message == message)

    def get(self, answer_id: str) -> KeptAnswer | None:
        self._absences.forget()
        row = self._database.row(select(answers).where(answers.c.id == answer_id))
        return None if row is None else _kept(row, self._articles)

    def at_message(self, message: int) -> str:
        """Return the id of the answer that a message shows, "" for any other message."""
        return self._first(select(answers.c.id).where(answers.c.message == message))

    def turns(self, answer_id: str) -> tuple[Turn, ...]:
        """Return the last turns that led to an answer and itself, oldest first."""
        self._absences.forget()
        newest: list[Turn] = []
        while answer_id and len(newest) < MAX_TURNS:
            row = self._database.row(select(answers).where(answers.c.id == answer_id))
            if row is None:
                break
            newest.append(turn_of(unpack(row.answer, self._articles).answer))
            answer_id = row.follows
        return newest_turns(newest)

    def latest_in(self, channel: int, since: datetime = LONG_AGO) -> str:
        """Return the id of the last answer that everybody in a channel saw, "" for none since then."""
        shown_to_all = answers.c.channel == channel, answers.c.private == 0
        later = answers.c.asked >= since.astimezone(UTC).isoformat()
        newest_first = select(answers.c.id).where(*shown_to_all, later).order_by(answers.c.asked.desc())
        return self._first(newest_first.limit(1))

    def export(self, user: int) -> list[dict[str, Any]]:
        """Return a user's questions and what was answered; the articles' own words stand in the articles."""
        rows = self._database.rows(select(answers).where(answers.c.user == user).order_by(answers.c.asked))
        return [
            {
                **{name: getattr(row, name) for name in ("id", "guild", "channel", "message", "asked")},
                "private": bool(row.private),
                "question": json.loads(row.query),
                "answer": unpack(row.answer, self._articles).answer.text,
            }
            for row in rows
        ]

    def forget(self, user: int) -> int:
        """Delete all of a user's; return how many there were."""
        return self._delete(answers.c.user == user)

    def forget_space(self, space: int) -> int:
        """Delete all of a space; return how many there were."""
        return self._delete(answers.c.guild == space)

    def ids_in(self, space: int) -> list[str]:
        return [row[0] for row in self._database.rows(select(answers.c.id).where(answers.c.guild == space))]

    def spaces(self) -> set[int]:
        return {row[0] for row in self._database.rows(select(answers.c.guild).distinct())}

    def forget_articles(self, article_ids: Collection[str]) -> None:
        """Delete the answers that cite one of these articles."""
        gone = listed(article_ids)
        citing = select(cited.c.answer).join(gone, cited.c.article == gone.c.value)
        self._delete(answers.c.id.in_(citing))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEPT`; return how many there were."""
        return self._delete(answers.c.asked < (now.astimezone(UTC) - KEPT).isoformat())

    def _cited(self) -> set[str]:
        return {row[0] for row in self._database.rows(select(cited.c.article).distinct())}

    def _first(self, statement: Select[tuple[str]]) -> str:
        self._absences.forget()
        row = self._database.row(statement)
        return row[0] if row else ""

    def _delete(self, which: ColumnElement[bool]) -> int:
        return self._database.change(delete(answers).where(which))


def _kept(row: AnyRow, articles: ArticleLookup) -> KeptAnswer:
    reopened = unpack(row.answer, articles)
    return KeptAnswer(
        id=row.id,
        user=row.user,
        space=row.guild,
        channel=row.channel,
        asked=datetime.fromisoformat(row.asked),
        query=Query(**json.loads(row.query)),
        coverage=Coverage(**json.loads(row.coverage)),
        answer=reopened.answer,
        private=bool(row.private),
        follows=row.follows,
        gone=reopened.gone,
        cited=tuple(json.loads(row.cited)),
    )
