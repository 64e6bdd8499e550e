"""Several questions in one: each is answered by itself, and the answers are numbered together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.values import Answer, AnsweredPart, Citation


def join_parts(question: str, answers: Sequence[Answer]) -> Answer:
    """Return one answer, whose parts are `answers`; refused only if all of them are.

    A part that says the same as one before it is left out.
    """
    answers = _not_told_twice(answers)
    if len(answers) == 1:
        return replace(answers[0], question=question)
    citations: dict[tuple[str, int], Citation] = {}
    parts: list[AnsweredPart] = []
    shown = [a for a in answers if not a.refused]
    for answer in shown or answers:
        for one in sorted(answer.citations, key=lambda c: c.marker):
            key = (one.evidence.article.id, one.evidence.sentence.start)
            citations.setdefault(key, replace(one, marker=len(citations) + 1))
    cited = len(citations)
    for answer in answers:
        markers: dict[int, int] = {}
        for one in sorted(answer.citations, key=lambda c: c.marker):
            key = (one.evidence.article.id, one.evidence.sentence.start)
            shared = citations.setdefault(key, replace(one, marker=len(citations) + 1))
            markers[one.marker] = shared.marker
        parts.append(_part(answer, markers))
    return Answer(
        question=question,
        lines=tuple(line for part in parts if bool(shown) != part.refused for line in part.lines),
        confidence=min(a.confidence for a in shown or answers),
        citations=tuple(c for c in citations.values() if c.marker <= cited),
        refusal=None if shown else answers[0].refusal,
        kind=answers[0].kind,
        passages=tuple(passage for a in answers for passage in a.passages),
        parts=tuple(parts),
        timings_ms=_summed([a.timings_ms for a in answers]),
    )


def _not_told_twice(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Return the answers without those whose sentences stand in one before them."""
    kept: list[Answer] = []
    for answer in answers:
        told = _cited(answer)
        same = any(told <= _cited(other) and answer.text == other.text for other in kept if not other.refused)
        if answer.refused or not told or not same:
            kept.append(answer)
    return kept


def _cited(answer: Answer) -> set[tuple[str, int]]:
    return {(c.evidence.article.id, c.evidence.sentence.start) for c in answer.citations}


def _part(answer: Answer, markers: Mapping[int, int]) -> AnsweredPart:
    lines = tuple(replace(line, markers=tuple(markers[m] for m in line.markers)) for line in answer.lines)
    short = answer.short and replace(answer.short, marker=markers[answer.short.marker])
    return AnsweredPart(answer.question, lines, answer.refusal, short)


def _summed(timings: Sequence[Mapping[str, float]]) -> dict[str, float]:
    steps = {step for laps in timings for step in laps}
    return {step: round(sum(laps.get(step, 0.0) for laps in timings), 1) for step in sorted(steps)}
