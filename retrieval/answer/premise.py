"""Premises: what a question takes for granted is held against the evidence before it is answered."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.yes_no import RELEVANT, judge
from retrieval.text.languages import language
from retrieval.understanding.premise import presumed
from retrieval.values import (
    Premise,
    PremiseStatus,
    QuestionState,
    Refusal,
    RefusalReason,
    Reply,
    Statement,
)

CONTRADICTED = -0.8
"""Lean from which on a sentence denies what is taken for granted."""
BORNE = 0.2
"""Lean of another sentence that says it, from which it is not called false."""
SHOWN = 2
"""Sentences that say what is so instead."""


def against_premise(state: QuestionState, desk: Desk) -> Reply | None:
    """Return what the articles say instead of what a question takes for granted; None if it may hold."""
    asked = presumed(state.query.text, language(state.query.language))
    if not asked or not state.evidence:
        return None
    judged = judge(asked, state.evidence, desk)
    if judged[0].evidence.score < RELEVANT or max(j.weighed for j in judged) >= BORNE:
        return None
    against = sorted((j for j in judged if j.weighed <= CONTRADICTED), key=lambda j: j.weighed)[:SHOWN]
    if not against:
        return None
    return Reply(
        tuple(Statement(j.evidence.text, (j.evidence,)) for j in against),
        premise=Premise(asked, PremiseStatus.CONTRADICTED),
        refusal=Refusal(RefusalReason.PREMISE_FALSE),
        confidence=0.0,
    )
