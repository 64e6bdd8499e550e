"""Judgements and predictions: views that the articles attribute to somebody, or none."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.reactions import reactions
from retrieval.values import QuestionState, Refusal, RefusalReason, Reply, Statement

SURE = 0.55
"""Confidence of a view: that somebody holds it is certain, that it answers is not."""
RELEVANT = 2.0
"""Least logit of the best view for the question."""


def opinion(state: QuestionState, desk: Desk) -> Reply:
    """Return who holds what view; a refusal where the articles report none."""
    return _views(state, desk, RefusalReason.OPINION)


def prediction(state: QuestionState, desk: Desk) -> Reply:
    """Refuse what lies ahead, with the nearest sentences."""
    nearest = tuple(Statement(e.text, (e,)) for e in state.evidence[:2])
    return Reply(nearest, refusal=Refusal(RefusalReason.FUTURE))


def _views(state: QuestionState, desk: Desk, reason: RefusalReason) -> Reply:
    views = reactions(state, desk)
    if views and not views.refusal and views.statements[0].evidence[0].score >= RELEVANT:
        kept = tuple(s for s in views.statements[:4] if s.evidence[0].score >= RELEVANT - 3)
        return Reply(kept, confidence=SURE)
    nearest = tuple(Statement(e.text, (e,)) for e in state.evidence[:2])
    return Reply(nearest, refusal=Refusal(reason))
