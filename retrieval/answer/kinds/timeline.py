"""A timeline: what the articles on a topic told on each day, oldest first."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.salience import chosen, on_topic, shares_of, telling_most
from retrieval.answer.kinds.sentences import dated, day_of_evidence, distinct
from retrieval.values import Evidence, QuestionState, Reply

MOST = 8
"""Lines of an answer."""
ARTICLES = 12
"""Articles that are told of, the most relevant."""
FEWEST = 2
"""Days that make a timeline."""


def timeline(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the sentence of each day that tells most, oldest first; None if the articles are of one day."""
    found = on_topic(state.query, desk, ARTICLES)
    shares = shares_of(found)
    days: dict[str, list[Evidence]] = {}
    for evidence in telling_most(state.query.text, found, desk):
        if day := day_of_evidence(evidence):
            days.setdefault(day, []).append(evidence)
    told = [one for ranked in days.values() for one in chosen(ranked, found, shares, 1)]
    told = distinct(sorted(told, key=lambda e: -e.score), MOST)
    if len(told) < FEWEST:
        return None
    return Reply(dated(sorted(told, key=day_of_evidence)))
