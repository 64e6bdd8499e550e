"""Lists and comparisons: each item or side once, from as many articles as have one."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import dated, day_of_evidence, repeats
from retrieval.values import Evidence, QuestionState, Reply, Statement

MOST = 6
"""Lines of a list."""
WHOLE = 0.8
"""Probability that a list with a right item has them all, on the development questions."""
SIDES = 4
"""Lines of a comparison."""
FALL = 6.0
"""Score below the best sentence at which another is no item of the list."""


def items(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the sentences that name items, best first; None where the evidence is one sentence."""
    chosen = _distinct(state, MOST)
    sure = state.confidence * WHOLE
    return Reply(tuple(Statement(e.text, (e,)) for e in chosen), confidence=sure) if chosen else None


def compare(state: QuestionState, desk: Desk) -> Reply | None:
    """Return what articles of different days say, oldest first, each under its day."""
    chosen = _distinct(state, 2 * SIDES)
    first: dict[str, Evidence] = {}
    for one in chosen:
        first.setdefault(one.article.id, one)
    sides = list(first.values())[:SIDES]
    if len(sides) < 2:
        return None
    sure = state.confidence * WHOLE
    return Reply(dated(sorted(sides, key=day_of_evidence)), confidence=sure)


def _distinct(state: QuestionState, most: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    for one in state.evidence:
        if len(chosen) == most or (chosen and one.score < chosen[0].score - FALL):
            break
        if one.antecedent_of is None and not any(repeats(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen
