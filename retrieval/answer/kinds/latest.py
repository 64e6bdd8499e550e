"""What is new on a topic: a sentence of each of the newest articles, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import candidates, dated, day_of_evidence, distinct
from retrieval.values import Evidence, QuestionState, Reply

MOST = 4
"""Lines of an answer."""
SPAN = timedelta(days=10)
"""Days before the newest article that still belong to the news."""
CLOSE = 6.0
"""Logits below the most relevant article at which an article is only beside the topic."""
EACH = 2
"""Sentences of an article that are looked at."""


def latest(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the newest sentences on the topic; None if no article is about it."""
    found = desk.about(state.query)
    near = [a for a in found if a.relevance >= found[0].relevance - CLOSE]
    days = [a.day for a in near if a.day]
    if not near:
        return None
    if days:
        newest = max(days)
        near = [a for a in near if a.day and a.day >= newest - SPAN]
        near.sort(key=lambda a: a.day or newest, reverse=True)
    ranked = candidates(desk, state.query.text, near[: 2 * MOST], EACH)
    first = {a.article.id: n for n, a in enumerate(near)}
    ranked.sort(key=lambda e: (day_of_evidence(e), -first[e.article.id], e.score), reverse=True)
    chosen = distinct(_one_each(ranked), MOST)
    return Reply(dated(sorted(chosen, key=day_of_evidence, reverse=True)))


def _one_each(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Return the first sentence of each article, then the others."""
    first = {e.article.id: e for e in reversed(ranked)}
    return sorted(ranked, key=lambda e: first[e.article.id] is not e)
