"""Yes or no: a claim is made of the question and held against the evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import repeats
from retrieval.claims.hedges import overstates
from retrieval.claims.support import verifier_input
from retrieval.evidence.bearing import is_denied
from retrieval.text.languages import language
from retrieval.text.negation import negations
from retrieval.understanding.premise import as_claim
from retrieval.values import Evidence, QuestionState, Refusal, RefusalReason, Reply, Statement, Verdict

JUDGED = 6
"""Sentences that are judged, the likeliest, some 12 ms each."""
RELEVANT = -2.0
"""Least score of the best sentence; below it the articles are about something else."""
TELLING = 2.0
"""Least score of a sentence that is shown without a verdict, for the reader to judge."""
UNDECIDED = 0.4
"""Probability that such a sentence answers."""
LEAST = 0.25
"""Least lean of the evidence; below it the articles do not say."""
BARE = 0.55
"""The same for a no without a negation in the sentence that carries it: of held-out ones .76 are right."""
NEAR = 3.0
"""What is added to a sentence's score before it weighs: of a sentence at -3 one half counts."""
REPORTED = 0.3
"""What is left of a yes that the sentence only reports."""
FURTHER = 0.6
"""Weight of a further sentence beside the best one."""
DIFFERS = 0.6
"""Lean of two articles in opposite directions from which reports differ."""
SHOWN = 2
"""Sentences that carry a verdict."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and its lean: from -1, the sentence says no, to 1, it says yes."""

    evidence: Evidence
    lean: float

    @property
    def weight(self) -> float:
        """How much the sentence is about the question, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, self.evidence.score + NEAR)))

    @property
    def weighed(self) -> float:
        return self.lean * self.weight


def yes_no(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the verdict with the sentences that carry it, or a refusal where none does."""
    judged = judge(state.query.text, state.evidence, desk)
    lean = sum(j.weighed * (FURTHER if n else 1.0) for n, j in enumerate(judged))
    sides = _sides(judged) if judged else []
    if not judged or judged[0].evidence.score < RELEVANT or not (sides or _is_told(lean, judged)):
        nearest = tuple(Statement(j.evidence.text, (j.evidence,)) for j in judged[:SHOWN])
        if judged and judged[0].evidence.score >= TELLING:
            return Reply(nearest, confidence=UNDECIDED)
        return Reply(nearest, refusal=Refusal(RefusalReason.FACT_MISSING), confidence=0.0)
    verdict = Verdict.YES if lean > 0 else Verdict.NO
    carrying = _carrying(judged, 1 if lean > 0 else -1)
    if sides:
        verdict, carrying = Verdict.DIFFER, sides
    statements = tuple(Statement(e.text, (e,)) for e in carrying)
    return Reply(statements, verdict=verdict, confidence=0.5 + 0.35 * min(1.0, abs(lean)))


def _is_told(lean: float, judged: Sequence[Judged]) -> bool:
    """Return whether the evidence says yes or no; a no in words without a denial must be the surer."""
    if lean > -BARE and lean < 0:
        carrying = _carrying(judged, -1)[0]
        return lean <= -LEAST and negations(carrying.text, language(carrying.article.language)) > 0
    return abs(lean) >= LEAST


def judge(question: str, evidence: Sequence[Evidence], desk: Desk) -> list[Judged]:
    """Return the likeliest sentences with what they say to the question's claim."""
    likely = [e for e in evidence if e.antecedent_of is None][:JUDGED]
    claim = as_claim(question)
    texts = [verifier_input([*_before(e, evidence), e]) for e in likely]
    bearings = desk.verifier.judge([(claim, text) for text in texts])
    return [
        Judged(one, _sober(bearing.entailed - bearing.contradicted, question, one))
        for one, bearing in zip(likely, bearings, strict=True)
    ]


def _sober(lean: float, question: str, one: Evidence) -> float:
    """Return the lean without a yes that a sentence only reports as said or feared, or says of no one."""
    read_in = language(one.article.language)
    none = read_in.asking.anything.search(question) and read_in.asking.none.search(one.text)
    if lean > 0 and (none or is_denied(question, one.text, read_in)):
        return -lean
    return lean * REPORTED if lean > 0 and overstates(as_claim(question), one.text, read_in) else lean


def _before(one: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [e for e in evidence if e.antecedent_of == one.sentence and e.article.id == one.article.id]


def _carrying(judged: Sequence[Judged], direction: int) -> list[Evidence]:
    """Return the sentences that lean in a direction, the surest first."""
    ranked = sorted(judged, key=lambda j: -direction * j.weighed)
    chosen = [ranked[0].evidence]
    for one in ranked[1:]:
        leans = direction * one.weighed >= LEAST
        if leans and len(chosen) < SHOWN and not repeats(one.evidence.text, chosen[0].text):
            chosen.append(one.evidence)
    return chosen


def _sides(judged: Sequence[Judged]) -> list[Evidence]:
    """Return the sentences of two articles that say yes and no; nothing if the reports agree."""
    yes, no = max(judged, key=lambda j: j.weighed), min(judged, key=lambda j: j.weighed)
    apart = yes.evidence.article.id != no.evidence.article.id
    return [yes.evidence, no.evidence] if apart and min(yes.weighed, -no.weighed) >= DIFFERS else []
