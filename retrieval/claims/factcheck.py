"""Fact checks: the sentences that support a claim, contradict it, or are only related to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.claims.facts import missing
from retrieval.claims.support import verifier_input
from retrieval.models.protocols import Verifier
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Evidence

SUPPORTS = 0.3
"""Least probability of entailment of a sentence that supports a claim."""
CONTRADICTS = 0.97
"""Least probability that a sentence contradicts it: a true claim that is called false is libel. Of 94 true
claims of `training/sets` 0.011 are called so."""
LACKING = 0.9
"""The same for a claim with a name or a number that the sentence lacks."""
RELATED = 0.35
"""Share of the claim's words from which a sentence is related to it."""
SHARED = 0.5
"""Share of the claim's words that a sentence with its title needs to contradict it."""
JUDGED = 8
"""Sentences that are judged, the likeliest."""
MOST = 3
"""Sentences shown of each bearing."""


class ClaimVerdict(StrEnum):
    """What the articles say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    SILENT = "silent"


class Relation(StrEnum):
    """How a sentence bears on a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, and how it bears on a claim."""

    evidence: Evidence
    relation: Relation
    probability: float
    """The verifier's of that relation."""


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """The verdict on a claim and its sentences, those that decide first."""

    claim: str
    verdict: ClaimVerdict
    confidence: float
    """Probability that the verdict is right."""
    findings: tuple[Finding, ...] = ()


def check_claim(claim: str, evidence: Sequence[Evidence], verifier: Verifier) -> ClaimCheck:
    """Return the verdict on a claim with at most `MOST` sentences of each relation."""
    likely = [e for e in evidence if e.antecedent_of is None][:JUDGED]
    bearings = verifier.judge([(claim, verifier_input(_with_antecedent(e, evidence))) for e in likely])
    findings = []
    for one, bearing in zip(likely, bearings, strict=True):
        lacking = missing(claim, _with_antecedent(one, evidence))
        if bearing.entailed >= SUPPORTS and not lacking:
            findings.append(Finding(one, Relation.SUPPORTS, bearing.entailed))
        elif bearing.contradicted >= (LACKING if lacking else CONTRADICTS) and _share(claim, one) >= SHARED:
            findings.append(Finding(one, Relation.CONTRADICTS, bearing.contradicted))
        elif _share(claim, one) >= RELATED:
            findings.append(Finding(one, Relation.RELATED, bearing.silent))
    return _verdict(claim, findings)


def _with_antecedent(one: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    before = [e for e in evidence if e.antecedent_of == one.sentence and e.article.id == one.article.id]
    return [*before, one]


def _share(claim: str, one: Evidence) -> float:
    read_in = language(one.article.language)
    claimed = keywords(claim, read_in)
    return len(claimed & keywords(f"{one.article.title} {one.text}", read_in)) / max(1, len(claimed))


def _verdict(claim: str, findings: Sequence[Finding]) -> ClaimCheck:
    """Weigh the surest sentence for the claim against the surest one against it; a tie says nothing."""
    best = {
        relation: max((f.probability for f in findings if f.relation is relation), default=0.0)
        for relation in (Relation.SUPPORTS, Relation.CONTRADICTS)
    }
    supported, contradicted = best[Relation.SUPPORTS], best[Relation.CONTRADICTS]
    if supported and supported >= contradicted - DOUBT:
        verdict, sure = ClaimVerdict.SUPPORTED, supported * (1 - contradicted / 2)
    elif contradicted:
        verdict, sure = ClaimVerdict.CONTRADICTED, contradicted * (1 - supported / 2)
    else:
        verdict, sure = ClaimVerdict.SILENT, 0.5
    order = _DECIDING[verdict]
    ranked = sorted(findings, key=lambda f: (order.index(f.relation), -f.probability))
    kept = [f for n, f in enumerate(ranked) if sum(g.relation is f.relation for g in ranked[:n]) < MOST]
    return ClaimCheck(claim, verdict, sure, tuple(kept))


DOUBT = 0.1
"""In doubt, a claim that a sentence bears out is not called false by another."""
_BOTH = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.RELATED)
_DECIDING = {
    ClaimVerdict.SUPPORTED: _BOTH,
    ClaimVerdict.CONTRADICTED: (Relation.CONTRADICTS, Relation.SUPPORTS, Relation.RELATED),
    ClaimVerdict.SILENT: _BOTH,
}
