"""What a sentence only reports as said, feared or planned, and a claim states as a fact."""

from __future__ import annotations

import re

from retrieval.text.keywords import keywords
from retrieval.text.names import names

_MODAL = r"(?-i:could|may|might)"
_SAYS_SO = (
    r"alleg\w*|accus(?:e|es|ed|ing|ation|ations)|rumou?r\w*|reportedly|supposedly"
    r"|claim(?:s|ed|ing)?(?! (?:(?:the|at|more|over|\d[\d,]*|\w+) ){0,3}(?:lives|life)\b)"
    rf"|{_MODAL}|plan(?:s|ned|ning)? to|threaten\w* to"
)
# "May" and "Might" inside a sentence are a month and a noun.
_HEDGE = re.compile(rf"\b(?:{_SAYS_SO}|[Aa]lleg\w*|Accus\w*|Rumou?r\w*|Reportedly|Claims)\b")
_CONDITION = re.compile(r"\b(?:[Ii]f|[Uu]nless)\b")
_HEDGED = re.compile(
    rf"\b(?:{_SAYS_SO}|(?-i:will)|if|unless|whether|sa(?:y|ys|id)|according"
    r"|suspect\w*|charg\w*|possib\w*|likely|expect\w*"
    r"|would|propos\w*|intend\w*|want\w*|hope\w*|warn\w*|fear\w*|offer\w*|deni\w*|deny|untrue|false|risk"
    r"|can|potential\w*|consider\w*|threat\w*|blam\w*|believe\w*|plans?|planned|set to|about to"
    r"|due to|to be)\b",
    re.IGNORECASE,
)
"""Any word that leaves open whether it is so is enough for a claim."""
_TURN = re.compile(r"[;:]|, (?:but|and|while|who|which|after|although)\b")
_COMMA = re.compile(r"[,;:]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
TRAILING = 2
"""Words behind a hedge up to which it ends its sentence, and is about what comes before it."""


def overstates(claim: str, text: str) -> bool:
    """Whether `claim` states what `text` says only with a reservation."""
    if _HEDGED.search(claim):
        return False
    reserved, plain = _parted(text)
    said = keywords(claim) - keywords(" ".join(names(claim, keywords(text))))
    return bool(said & reserved - plain)


def _parted(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words that a hedge covers, and of those that none does."""
    reserved: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    for sentence in _SENTENCE_END.split(text):
        start, end = _scope(sentence)
        reserved |= keywords(sentence[start:end])
        plain |= keywords(f"{sentence[:start]} {sentence[end:]}")
    return reserved, plain


def _scope(sentence: str) -> tuple[int, int]:
    """Where a sentence is hedged: from the hedge to the end of its clause; all of it, if it ends in one."""
    if _CONDITION.search(sentence):
        return 0, len(sentence)
    hedge = _HEDGE.search(sentence)
    if not hedge:
        return 0, 0
    modal = re.fullmatch(_MODAL, hedge[0])
    if not modal and len(sentence[hedge.end() :].split()) <= TRAILING:
        return 0, len(sentence)
    turn = (_COMMA if modal else _TURN).search(sentence, hedge.end())
    return hedge.start(), turn.start() if turn else len(sentence)
