"""A summary: what the articles on a topic tell most of, their openings first, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.salience import chosen, on_topic, shares_of, telling_most
from retrieval.answer.kinds.sentences import dated, day_of_evidence
from retrieval.search.about import TopicArticle
from retrieval.values import Evidence, QuestionState, Reply

MOST = 5
"""Lines of an answer."""
ARTICLES = 8
"""Articles that are summed up, the most relevant."""


def summary(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the sentences that tell most of the topic; None if no article is about it."""
    found = on_topic(state.query, desk, ARTICLES)
    told = chosen(telling_most(state.query.text, found, desk), found, shares_of(found), MOST)
    return Reply(dated(_in_order(told, found))) if told else None


def _in_order(told: Sequence[Evidence], found: Sequence[TopicArticle]) -> list[Evidence]:
    """Return the sentences of the newest article first, each article's as it tells them."""
    relevance = {a.article.id: n for n, a in enumerate(found)}
    ordered = sorted(told, key=lambda e: (relevance[e.article.id], e.sentence.start))
    return sorted(ordered, key=day_of_evidence, reverse=True)
