"""Hedges: a claim may not state as fact what its evidence reports as said, feared or planned."""

from __future__ import annotations

import re

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.names import names
from retrieval.text.sentences import split

_COMMA = re.compile(r"[,;:]")
TRAILING = 2
"""A hedge with at most this many words behind it ends its sentence, and covers the words before it."""


def overstates(claim: str, text: str, language: Language = ENGLISH) -> bool:
    """Return whether `claim` states as fact what `text` hedges."""
    if language.claims.hedged.search(claim):
        return False
    hedged, plain = _divided(text, language)
    named = keywords(" ".join(names(claim, keywords(text, language), language)), language)
    return bool((keywords(claim, language) - named) & hedged - plain)


def _divided(text: str, language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the hedged words, and of the other words."""
    hedged: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    for sentence in (text[s.start : s.end] for s in split(text, language)):
        start, end = _scope(sentence, language)
        hedged |= keywords(sentence[start:end], language)
        plain |= keywords(f"{sentence[:start]} {sentence[end:]}", language)
    return hedged, plain


def _scope(sentence: str, language: Language) -> tuple[int, int]:
    """Return the hedged part of a sentence: the rest of the hedge's clause, or all if a hedge ends it."""
    words = language.claims
    if words.condition.search(sentence):
        return 0, len(sentence)
    hedge = words.hedge.search(sentence)
    if not hedge:
        return 0, 0
    modal = words.modal.fullmatch(hedge[0])
    if not modal and len(sentence[hedge.end() :].split()) <= TRAILING:
        return 0, len(sentence)
    turn = (_COMMA if modal else words.turn).search(sentence, hedge.end())
    return hedge.start(), turn.start() if turn else len(sentence)
