"""The votes on answers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select

from bot.chat.store import ChatStore
from bot.chat.store.absences import Absences, CitedArticles
from bot.services.feedback import Vote
from retrieval.index.statements import listed, put
from retrieval.index.tables.chat import judged, votes


class FeedbackStore(ChatStore):
    """Usable from any thread. A vote is deleted when any process removes an article that its answer cites."""

    def __init__(self, folder: Path, articles: CitedArticles) -> None:
        super().__init__(folder)
        self._absences = Absences(articles, self._cited, self.forget_articles)
        self._absences.forget()

    def vote(self, vote: Vote, now: datetime) -> None:
        """Keep a vote. A second one replaces the first; a reason stays unless there is a new one."""
        key = {"answer": vote.answer, "user": vote.user}
        with self._database.changing() as connection:
            before = connection.execute(select(votes).filter_by(**key)).first()
            reason = before.reason if before and bool(before.good) == vote.good else ""
            put(connection, judged, {"answer": vote.answer},
                {"asker": vote.asker, "cited": json.dumps(vote.cited)})  # fmt: skip
            put(connection, votes, key, {
                "good": int(vote.good),
                "reason": vote.reason or reason,
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

    def export(self, user: int) -> list[dict[str, Any]]:
        rows = self._database.rows(select(votes).where(votes.c.user == user))
        return [{**row._mapping, "question": json.loads(row.question)} for row in rows]

    def forget(self, user: int) -> int:
        """Delete all of a user's, and others' on the user's questions; return how many were the user's."""
        questions = select(judged.c.answer).where(judged.c.asker == user)
        with self._database.changing() as connection:
            _delete(connection, (votes.c.user != user) & votes.c.answer.in_(questions))
            return _delete(connection, votes.c.user == user)

    def forget_answers(self, answer_ids: Collection[str]) -> None:
        """Delete the votes on these answers."""
        with self._database.changing() as connection:
            _delete(connection, votes.c.answer.in_(select(listed(answer_ids).c.value)))

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
    """Delete votes, and the answers that nobody votes on any more. Return how many votes there were."""
    count = connection.execute(delete(votes).where(which)).rowcount
    if count:
        connection.execute(delete(judged).where(judged.c.answer.not_in(select(votes.c.answer))))
    return count
