"""Corrections: what an article takes back is no evidence; what it puts in its place is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.text.keywords import keywords
from retrieval.text.languages import Language, language
from retrieval.text.numbers import values
from retrieval.values import Article, Evidence

LOST = 30.0
"""Score that a sentence loses whose words are taken back."""


def heed_corrections(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence, best first, with corrections before what they correct."""
    heeded: list[Evidence] = []
    for one in evidence:
        correction = _correction(one.article)
        if correction is None:
            heeded.append(one)
        elif _takes_back(one, correction):
            heeded.append(replace(one, score=one.score - LOST, borne=one.borne and 0.0))
        elif one is _best_correction(one.article, correction, evidence):
            replaced = [
                e.score for e in evidence if e.article.id == one.article.id and _takes_back(e, correction)
            ]
            heeded.append(replace(one, score=max([one.score, *replaced])))
        else:
            heeded.append(one)
    return tuple(sorted(heeded, key=lambda e: -e.score))


def _best_correction(article: Article, correction: int, evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence of an article's correction that is most on the question; None without one."""
    behind = (e for e in evidence if e.article.id == article.id and e.sentence.start >= correction)
    return max(behind, key=lambda e: e.score, default=None)


def _correction(article: Article) -> int | None:
    """Return where an article's correction begins; None without one."""
    match = language(article.language).claims.correction.search(article.text)
    return match.start() if match else None


def _takes_back(one: Evidence, correction: int) -> bool:
    """Return whether a sentence, or its short answer, is what the correction takes back."""
    read_in = language(one.article.language)
    if one.sentence.start >= correction and read_in.claims.taken_back.search(one.text):
        return not read_in.claims.instead.search(one.text)
    if one.sentence.start >= correction or one.span is None:
        return False
    words = one.article.text[one.span.start : one.span.end]
    return any(_same(words, taken, read_in) for taken in _taken_back(one.article.text[correction:], read_in))


def _taken_back(text: str, read_in: Language) -> list[str]:
    """Return the words that a correction takes back: behind "an earlier version said", or behind "not"."""
    said = [match["words"] for match in read_in.claims.taken_back.finditer(text)]
    return said + [match["words"] for match in read_in.claims.instead.finditer(text)]


def _same(words: str, taken: str, read_in: Language) -> bool:
    figures = values(words, read_in)
    if figures:
        return figures <= values(taken, read_in)
    own = keywords(words, read_in)
    return bool(own) and own <= keywords(taken, read_in)
