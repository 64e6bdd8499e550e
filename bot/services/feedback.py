"""Votes as evaluation questions: an answer that people confirmed is gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from retrieval.values import Answer, Query


@dataclass(frozen=True, slots=True)
class Vote:
    """A user's thumb for an answer; `question` is the JSON line of `question_line`.

    `asker` put that question; `cited` are the articles that the answer cited.
    """

    answer: str
    user: int
    good: bool
    question: str
    reason: str = ""
    asker: int = 0
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VotedAnswer:
    """An answer with what people thought of it."""

    question: dict[str, Any]
    """A line of a question set, right if the answer was."""
    good: int
    bad: int
    reasons: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        return self.good > self.bad


def question_line(answer: Answer, query: Query, answer_id: str, asked: date) -> str:
    """Return the question as a line of a question set that takes the answer for right, as JSON."""
    cited = [] if answer.refused else sorted(answer.citations, key=lambda c: c.marker)
    line: dict[str, Any] = {
        "id": f"feedback-{answer_id}",
        "question": query.text,
        "answers": [answer.short.text] if answer.short and not answer.refused else [],
        "gold_ids": list(dict.fromkeys(c.evidence.article.id for c in cited)),
        "answerable": not answer.refused,
        "gold_sentences": [{"article_id": c.evidence.article.id, "sentence": c.evidence.text} for c in cited],
        "question_date": query.as_of or asked.isoformat(),
    }
    return json.dumps(line, ensure_ascii=False)


def voted_answers(votes: Iterable[Vote]) -> Iterator[VotedAnswer]:
    """Yield each answer that was voted on, in the order of its first vote."""
    by_answer: dict[str, list[Vote]] = {}
    for vote in votes:
        by_answer.setdefault(vote.answer, []).append(vote)
    for group in by_answer.values():
        good = sum(vote.good for vote in group)
        reasons = tuple(vote.reason for vote in group if vote.reason)
        yield VotedAnswer(json.loads(group[0].question), good, len(group) - good, reasons)
