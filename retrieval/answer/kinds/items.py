"""Lists and comparisons: each item or side once, from as many articles as have one."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.change import change
from retrieval.answer.kinds.sentences import dated, day_of_evidence, repeats
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Evidence, QuestionState, Reply, Statement

MOST = 6
"""Lines of a list."""
WHOLE = 0.8
"""Probability that a list with a right item has them all, on the development questions."""
SEARCHED, SCORED = 12, 12
"""Passages that are searched for a side, and sentences that name it and are scored."""
RELEVANT = -4.0
"""Least logit of a sentence on a side."""
SIDES_FOUND = 0.7
"""Probability that a sentence for each side lets a reader compare them."""
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
    """Return what is said of each side, how a figure changed, else what articles of different days say."""
    asked = language(state.query.language).asking.sides.match(state.query.text)
    if asked and (both := [_of_side(asked["rest"], asked[side], state, desk) for side in ("one", "other")]):
        found = tuple(statement for statement in both if statement)
        return Reply(found, confidence=SIDES_FOUND) if len(found) == len(both) else None
    if language(state.query.language).asking.changes.search(state.query.text):
        return change(state, desk)
    first: dict[str, Evidence] = {}
    for one in _distinct(state, 2 * SIDES):
        first.setdefault(one.article.id, one)
    sides = list(first.values())[:SIDES]
    if len(sides) < 2:
        return None
    return Reply(dated(sorted(sides, key=day_of_evidence)), confidence=state.confidence * WHOLE)


def _of_side(rest: str, side: str, state: QuestionState, desk: Desk) -> Statement | None:
    """Return the best sentence that names a side, under its name; None if no sentence does."""
    text = f"{rest.strip(' ,')} {side}"
    stems = keywords(side, language(state.query.language))
    passages = desk.retriever.search(replace(state.query, text=text), SEARCHED)
    named = [
        Evidence(passage.article, sentence, 0.0)
        for passage in passages
        for sentence in passage.passage.sentences
        if sentence.citable and stems <= keywords(passage.article.text[sentence.start : sentence.end])
    ][:SCORED]
    logits = desk.reranker.score(text, [e.text for e in named])
    best = max(zip(logits, named, strict=True), key=lambda pair: pair[0], default=None)
    if best is None or best[0] < RELEVANT:
        return None
    return Statement(best[1].text, (replace(best[1], score=best[0]),), label=side)


def _distinct(state: QuestionState, most: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    for one in state.evidence:
        if len(chosen) == most or (chosen and one.score < chosen[0].score - FALL):
            break
        if one.antecedent_of is None and not any(repeats(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen
