"""Premises: what a question takes for granted is held against the evidence before it is answered."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.yes_no import RELEVANT, judge
from retrieval.text.keywords import keywords
from retrieval.text.languages import Language, language
from retrieval.text.numbers import Quantity, quantities
from retrieval.understanding.premise import presumed
from retrieval.values import (
    Evidence,
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
ON_IT = 4.0
"""Score from which a sentence is on the matter that is asked about."""
SAID = 0.6
"""Share of the question's words that it holds."""
SHOWN = 2
"""Sentences that say what is so instead."""


def against_premise(state: QuestionState, desk: Desk) -> Reply | None:
    """Return what the articles say instead of what a question takes for granted; None if it may hold."""
    if not state.evidence:
        return None
    if other := _of_another_rank(state):
        return _denied(Premise(state.query.text, PremiseStatus.CONTRADICTED), [other])
    asked = presumed(state.query.text, language(state.query.language))
    if not asked:
        return None
    judged = judge(asked, state.evidence, desk)
    if judged[0].evidence.score < RELEVANT or max(j.weighed for j in judged) >= BORNE:
        return None
    against = sorted((j for j in judged if j.weighed <= CONTRADICTED), key=lambda j: j.weighed)[:SHOWN]
    if not against:
        return None
    return _denied(Premise(asked, PremiseStatus.CONTRADICTED), [j.evidence for j in against])


def _denied(premise: Premise, against: Sequence[Evidence]) -> Reply:
    """Return the refusal of a false premise, with the sentences that say what is so."""
    return Reply(
        tuple(Statement(e.text, (e,)) for e in against),
        premise=premise,
        refusal=Refusal(RefusalReason.PREMISE_FALSE),
        confidence=0.0,
    )


def _of_another_rank(state: QuestionState) -> Evidence | None:
    """Return the best sentence if it tells of the fourth where the fifth is asked about; None otherwise."""
    best = state.evidence[0]
    read_in = language(best.article.language)
    asked, told = _ranks(state.query.text, read_in), _ranks(best.text, read_in)
    if best.score < ON_IT or not asked or not told:
        return None
    stems = keywords(state.query.text, read_in)
    said = len(stems & keywords(best.text, read_in)) >= SAID * len(stems)
    other = all(a.value != t.value for a in asked for t in told) and any(
        a.units & t.units for a in asked for t in told
    )
    nowhere = not any(
        a.value == t.value for a in asked for e in state.evidence[1:] for t in _ranks(e.text, read_in)
    )
    return best if said and other and nowhere else None


def _ranks(text: str, read_in: Language) -> list[Quantity]:
    return [q for q in quantities(text, read_in) if q.kind == "rank" and q.units]
