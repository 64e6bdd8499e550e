"""What a sentence only reports as said, feared or planned, and a claim states as a fact."""

from __future__ import annotations

import re

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.names import names
from retrieval.text.sentences import split

_COMMA = re.compile(r"[,;:]")
TRAILING = 2
"""Words behind a hedge up to which it ends its sentence, and is about what comes before it."""


def overstates(claim: str, text: str, language: Language = ENGLISH) -> bool:
    """Say whether `claim` states what `text` says only with a reservation."""
    if language.claims.hedged.search(claim):
        return False
    reserved, plain = _parted(text, language)
    named = keywords(" ".join(names(claim, keywords(text, language), language)), language)
    return bool((keywords(claim, language) - named) & reserved - plain)


def _parted(text: str, language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return stems of the words that a hedge covers, and of those that none does."""
    reserved: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    for sentence in (text[s.start : s.end] for s in split(text, language)):
        start, end = _scope(sentence, language)
        reserved |= keywords(sentence[start:end], language)
        plain |= keywords(f"{sentence[:start]} {sentence[end:]}", language)
    return reserved, plain


def _scope(sentence: str, language: Language) -> tuple[int, int]:
    """Return where a sentence is hedged: to the end of the hedge's clause, or all of it if it ends in one."""
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
