"""Fact checks: the sentences that support a claim, contradict it, or are only near it.

The verifier finds support. Rules find contradictions, since no model for them is bundled: a sentence must
share the claim's words; then its numbers, names and negations decide. Rules miss other wordings, so "near" is
the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from retrieval.claims.support import entails
from retrieval.models.protocols import Verifier
from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language, language
from retrieval.text.names import names_inside
from retrieval.text.negation import negations
from retrieval.text.numbers import values
from retrieval.values import Evidence

Verdict: TypeAlias = Literal["supports", "contradicts", "near"]

DECIDING = 0.6
"""Share of the claim's words (without numbers) that a sentence needs to support or contradict it."""
CONTRADICTING = 0.8
"""Share that a sentence with another number needs to contradict it. Without the claim's verb it may count
something else: the people on board, not the injured."""
NEAR = 0.35
"""Share from which a sentence is near the claim."""
MOST = 3
"""Sentences shown of each verdict."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, and its verdict on a claim."""

    evidence: Evidence
    verdict: Verdict


def check_claim(claim: str, evidence: Iterable[Evidence], verifier: Verifier) -> tuple[Finding, ...]:
    """Return at most `MOST` sentences of each verdict, in the order of the evidence."""
    findings: list[Finding] = []
    for one in evidence:
        verdict = _verdict(claim, one, verifier)
        if verdict and sum(f.verdict == verdict for f in findings) < MOST:
            findings.append(Finding(one, verdict))
    return tuple(findings)


def _verdict(claim: str, evidence: Evidence, verifier: Verifier) -> Verdict | None:
    verdict = by_words(claim, evidence.text, evidence.article.title, language(evidence.article.language))
    if verdict in (None, "contradicts"):
        return verdict
    return "supports" if entails(claim, [evidence], verifier) else "near"


def by_words(claim: str, sentence: str, title: str = "", read_in: Language = ENGLISH) -> Verdict | None:
    """Return the verdict of the words alone; None if the sentence is about something else.

    The `title` of the article counts as part of the sentence.
    """
    claim_words, sentence_words = (
        keywords(_NUMBER.sub(" ", claim), read_in),
        keywords(f"{title} {sentence}", read_in),
    )
    share = len(claim_words & sentence_words) / max(len(claim_words), 1)
    if share < NEAR:
        return None
    if share < DECIDING or keywords(" ".join(names_inside(claim)), read_in) - sentence_words:
        return "near"
    figures = values(sentence, read_in)
    if values(claim, read_in) - figures:
        # Without any number it leaves the claim's open; with another it gives another.
        return "contradicts" if figures and share >= CONTRADICTING else "near"
    # Two negations make none.
    negated = negations(claim, read_in) % 2, negations(sentence, read_in) % 2
    return "contradicts" if negated[0] != negated[1] else "supports"
