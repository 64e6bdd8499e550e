"""What is new on a topic: a sentence of each of the newest articles, newest first."""

from __future__ import annotations

from datetime import timedelta

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.salience import chosen, shares_of, telling_most
from retrieval.answer.kinds.sentences import dated, day_of_evidence, distinct
from retrieval.values import QuestionState, Reply

MOST = 4
"""Lines of an answer."""
SPAN = timedelta(days=10)
"""Days before the newest article that still belong to the news."""
CLOSE = 6.0
"""Logits below the most relevant article at which an article is only beside the topic."""


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
    near = near[: 2 * MOST]
    ranked = telling_most(state.query.text, near, desk)
    shares = shares_of(near)
    own = [[e for e in ranked if e.article.id == a.article.id] for a in near]
    leads = [one for sentences in own for one in chosen(sentences, near, shares, 1)]
    told = distinct([*leads, *chosen(ranked, near, shares, 2 * MOST)], MOST)
    return Reply(dated(sorted(told, key=day_of_evidence, reverse=True)))
