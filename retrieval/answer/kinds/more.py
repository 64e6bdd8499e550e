"""More on the last topic: what was not shown yet."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import candidates, dated, distinct, repeats
from retrieval.values import QuestionState, Reply

MOST = 4
"""Lines of an answer."""
ARTICLES, EACH = 8, 4
"""Articles on the topic, and sentences of each, that are looked at."""


def more(state: QuestionState, desk: Desk) -> Reply | None:
    """Return sentences on the topic beside those in `state.shown`; None if there are none."""
    found = desk.about(state.query)[:ARTICLES]
    ranked = candidates(desk, state.query.text, found, EACH)
    fresh = [e for e in ranked if not any(repeats(e.text, shown) for shown in state.shown)]
    chosen = distinct(fresh, MOST)
    return Reply(dated(chosen)) if chosen else None
