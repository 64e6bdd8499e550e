"""A timeline: what the articles on a topic told on each day, oldest first."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import candidates, dated, day_of_evidence, distinct
from retrieval.values import Evidence, QuestionState, Reply

MOST = 8
"""Lines of an answer."""
EACH = 2
"""Sentences of an article that are looked at."""
FEWEST = 2
"""Days that make a timeline."""


def timeline(state: QuestionState, desk: Desk) -> Reply | None:
    """Return a sentence a day, oldest first; None if the articles on the topic are of one day."""
    ranked = candidates(desk, state.query.text, desk.about(state.query), EACH)
    days: dict[str, Evidence] = {}
    for evidence in distinct((e for e in ranked if day_of_evidence(e)), 2 * MOST):
        days.setdefault(day_of_evidence(evidence), evidence)
    if len(days) < FEWEST:
        return None
    chosen = sorted(days.values(), key=lambda e: -e.score)[:MOST]
    return Reply(dated(sorted(chosen, key=day_of_evidence)))
