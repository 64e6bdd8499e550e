"""Holds sentences against a claim: which say the same, which say otherwise, which are only about the same.

The verifier tells what supports it. What contradicts it is told by rules, since no model of that is carried:
a sentence must share the claim's words; then its numbers, its names and its negations decide. A rule cannot
see what is said in other words, so "near" is the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from retrieval.claims.support import bears
from retrieval.models.protocols import Verifier
from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language, language
from retrieval.text.names import names_inside
from retrieval.text.negation import negations
from retrieval.text.numbers import values
from retrieval.values import Evidence

Verdict: TypeAlias = Literal["supports", "contradicts", "near"]

SHARED = 0.6
"""Share of the claim's words (without its numbers) that a sentence must hold to say anything about it."""
ALL = 0.8
"""Share that one with another number must hold to contradict it: without the claim's verb it counts something
else, the people on board for the injured."""
ABOUT = 0.35
"""Share from which a sentence is at least about the same."""
MOST = 3
"""Sentences of each verdict that are worth showing."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one sentence says about a claim."""

    evidence: Evidence
    verdict: Verdict


def check_claim(claim: str, evidence: Iterable[Evidence], verifier: Verifier) -> tuple[Finding, ...]:
    """At most `MOST` sentences of each verdict, in the order of the evidence; none where none is about it."""
    judged = ((e, _verdict(claim, e, verifier)) for e in evidence)
    found = [Finding(e, verdict) for e, verdict in judged if verdict]
    return tuple(f for n, f in enumerate(found) if _rank(found, n) < MOST)


def _rank(found: Sequence[Finding], position: int) -> int:
    return sum(f.verdict == found[position].verdict for f in found[:position])


def _verdict(claim: str, evidence: Evidence, verifier: Verifier) -> Verdict | None:
    verdict = by_words(claim, evidence.text, evidence.article.title, language(evidence.article.language))
    if verdict in (None, "contradicts"):
        return verdict
    return "supports" if bears(claim, [evidence], verifier) else "near"


def by_words(claim: str, sentence: str, title: str = "", read_in: Language = ENGLISH) -> Verdict | None:
    """Return what the sentence seems to say about the claim; None where it is about something else.

    Its article's `title` may name what the sentence only means.
    """
    claimed, held = keywords(_NUMBER.sub(" ", claim), read_in), keywords(f"{title} {sentence}", read_in)
    share = len(claimed & held) / max(len(claimed), 1)
    if share < ABOUT:
        return None
    if share < SHARED or keywords(" ".join(names_inside(claim)), read_in) - held:
        return "near"
    figures = values(sentence, read_in)
    if values(claim, read_in) - figures:
        # Without any number it leaves the claim's open; with another it gives another.
        return "contradicts" if figures and share >= ALL else "near"
    # Two negations make none.
    negated = negations(claim, read_in) % 2, negations(sentence, read_in) % 2
    return "contradicts" if negated[0] != negated[1] else "supports"
