"""Roundups: an article of several stories, whose title names what most of its sentences are not about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Evidence

NEAR = 400
"""Characters before and behind a sentence that belong to its story."""
LOST = 8.0
"""Score that a sentence loses which only the title puts on the question."""


def heed_roundups(evidence: Sequence[Evidence], question: str) -> tuple[Evidence, ...]:
    """Return the evidence, best first, with sentences of roundups ranked by their own story alone."""
    heeded = [replace(e, score=e.score - LOST) if _is_lent(e, question) else e for e in evidence]
    return tuple(sorted(heeded, key=lambda e: -e.score))


def _is_lent(one: Evidence, question: str) -> bool:
    """Return whether a word of the question stands in a roundup's title, but not near the sentence."""
    article, read_in = one.article, language(one.article.language)
    if not read_in.asking.roundup.search(article.title):
        return False
    near = article.text[max(0, one.sentence.start - NEAR) : one.sentence.end + NEAR]
    asked = keywords(question, read_in) & keywords(article.title, read_in)
    return not asked <= keywords(near, read_in)
