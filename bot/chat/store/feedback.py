"""What people thought of the answers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, func, select

from bot.chat.store.absences import Absences, CitedArticles
from retrieval.index.database import DATABASE, Database
from retrieval.index.statements import listed, put
from retrieval.index.tables.chat import judged, votes


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
    """Usable from any thread. No vote outlives an article that its answer cites, whoever removes that."""

    def __init__(self, folder: Path, stored: CitedArticles) -> None:
        self._database = Database(folder / DATABASE)
        self._absences = Absences(stored, self._cited, self.forget_articles)
        self._absences.forget()

    def close(self) -> None:
        self._database.close()

    def vote(self, vote: Vote, now: datetime) -> None:
        """Note a thumb; a second one replaces the first, whose reason stays unless it gives another."""
        key = {"answer": vote.answer, "user": vote.user}
        with self._database.changing() as connection:
            before = connection.execute(
                select(votes).where(votes.c.answer == vote.answer, votes.c.user == vote.user)
            ).first()
            kept = before.reason if before and bool(before.good) == vote.good else ""
            put(connection, judged, {"answer": vote.answer},
                {"asker": vote.asker, "cited": json.dumps(vote.cited)})  # fmt: skip
            put(connection, votes, key, {
                "good": int(vote.good),
                "reason": vote.reason or kept,
                "given": now.astimezone(UTC).isoformat(),
                "question": vote.question,
            })  # fmt: skip

    def votes(self) -> list[Vote]:
        """Return all of them, oldest first."""
        self._absences.forget()
        rows = self._database.rows(
            select(votes, func.coalesce(judged.c.asker, 0), func.coalesce(judged.c.cited, "[]"))
            .outerjoin(judged, judged.c.answer == votes.c.answer)
            .order_by(votes.c.given, votes.c.answer, votes.c.user)
        )
        return [
            Vote(answer, user, bool(good), question, reason, asker, tuple(json.loads(cited)))
            for answer, user, good, reason, _, question, asker, cited in rows
        ]

    def forget(self, user: int) -> int:
        """Delete all of a user's, and others' on the user's questions; return how many were the user's."""
        asked = select(judged.c.answer).where(judged.c.asker == user)
        with self._database.changing() as connection:
            _delete(connection, (votes.c.user != user) & votes.c.answer.in_(asked))
            return _delete(connection, votes.c.user == user)

    def forget_articles(self, article_ids: Collection[str]) -> None:
        """Delete the votes on answers that cite one of these articles."""
        gone = set(article_ids)
        with self._database.changing() as connection:
            answers = {answer for answer, ids in _citations(connection) if gone.intersection(ids)}
            _delete(connection, votes.c.answer.in_(select(listed(answers).c.value)))

    def _cited(self) -> set[str]:
        with self._database.reading() as connection:
            return {article_id for _, ids in _citations(connection) for article_id in ids}


def _citations(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Yield each answer that was voted on with the ids that it cited, then or by the question's gold."""
    rows = connection.execute(
        select(votes.c.answer, votes.c.question, judged.c.cited).outerjoin(
            judged, judged.c.answer == votes.c.answer
        )
    )
    for answer, question, cited in rows.all():
        yield answer, [*json.loads(question).get("gold_ids", ()), *json.loads(cited or "[]")]


def _delete(connection: Connection, which: ColumnElement[bool]) -> int:
    """Delete votes; what was judged is kept for as long as anybody's vote on it."""
    count = connection.execute(delete(votes).where(which)).rowcount
    if count:
        connection.execute(delete(judged).where(judged.c.answer.not_in(select(votes.c.answer))))
    return count
