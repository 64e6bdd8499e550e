"""Yes or no: a claim is made of the question and held against the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import repeats
from retrieval.claims.support import verifier_input
from retrieval.evidence.bearing import answered
from retrieval.values import Evidence, QuestionState, Refusal, RefusalReason, Reply, Statement, Verdict

JUDGED = 6
"""Sentences that are judged for yes and for no, the likeliest, some 25 ms each."""
LEAST = 0.55
"""Least probability of a verdict; below it the articles do not say."""
DIFFERS = 0.8
"""Least probability of both verdicts, by different articles, for reports to differ."""
RELEVANT = -4.0
"""Least score of a sentence that may decide."""
SHOWN = 2
"""Sentences that carry a verdict."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, and the probabilities that it says yes, and no."""

    evidence: Evidence
    yes: float
    no: float


def yes_no(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the verdict with the sentences that carry it, or a refusal where none does either."""
    judged = [j for j in judge(state.query.text, state.evidence, desk) if j.evidence.score >= RELEVANT]
    best_yes = max((j.yes for j in judged), default=0.0)
    best_no = max((j.no for j in judged), default=0.0)
    sure = max(best_yes, best_no)
    if sure < LEAST:
        nearest = tuple(Statement(j.evidence.text, (j.evidence,)) for j in judged[:SHOWN])
        return Reply(nearest, refusal=Refusal(RefusalReason.FACT_MISSING), confidence=sure)
    verdict = Verdict.YES if best_yes >= best_no else Verdict.NO
    if min(best_yes, best_no) >= DIFFERS and _apart(judged):
        verdict = Verdict.DIFFER
    carrying = _carrying(judged, verdict)
    margin = sure * (1 - min(best_yes, best_no) / 2)
    return Reply(tuple(Statement(e.text, (e,)) for e in carrying), verdict=verdict, confidence=margin)


def judge(question: str, evidence: Sequence[Evidence], desk: Desk) -> list[Judged]:
    """Return the likeliest sentences with the probabilities that they say yes, and no."""
    likely = [e for e in evidence if e.antecedent_of is None][:JUDGED]
    texts = [verifier_input([*_before(e, evidence), e]) for e in likely]
    claims = [answered(question, word) for word in ("Yes.", "No.")]
    bearings = desk.verifier.judge([(claim, text) for text in texts for claim in claims])
    return [
        Judged(one, (said.entailed + denied.contradicted) / 2, (denied.entailed + said.contradicted) / 2)
        for one, said, denied in zip(likely, bearings[::2], bearings[1::2], strict=True)
    ]


def _before(one: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [e for e in evidence if e.antecedent_of == one.sentence and e.article.id == one.article.id]


def _apart(judged: Sequence[Judged]) -> bool:
    """Return whether different articles say yes and no."""
    yes = {j.evidence.article.id for j in judged if j.yes >= DIFFERS}
    no = {j.evidence.article.id for j in judged if j.no >= DIFFERS}
    return bool(yes - no and no - yes)


def _carrying(judged: Sequence[Judged], verdict: Verdict) -> list[Evidence]:
    """Return the sentences that carry a verdict, surest first: of both sides where reports differ."""
    if verdict is Verdict.DIFFER:
        sides = (max(judged, key=lambda j: j.yes), max(judged, key=lambda j: j.no))
        return [j.evidence for j in sides]

    def worth(one: Judged) -> float:
        return one.yes if verdict is Verdict.YES else one.no

    ranked = sorted(judged, key=worth, reverse=True)
    chosen = [ranked[0].evidence]
    for one in ranked[1:]:
        if worth(one) >= LEAST and len(chosen) < SHOWN and not repeats(one.evidence.text, chosen[0].text):
            chosen.append(one.evidence)
    return chosen
