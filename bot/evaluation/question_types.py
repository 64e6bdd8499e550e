"""What a question asks for, by the wording of it: good enough to break figures down, for nothing else.

A noun says more than its wh-word: "In which year" is "when", "what city" is "where", "what percentage" (and
"how much", "how old") is "how many". "Name the …" and the like are "what".
"""

from __future__ import annotations

import re
from typing import Literal, get_args

Kind = Literal["who", "what", "when", "where", "how many", "why", "how", "which", "yes/no", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_AUXILIARY = (
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n['’]?t)?|won['’]?t)\b"
)
_NOUNS: dict[Kind, str] = {
    "when": "years?|months?|weeks?|days?|weekday|dates?|decades?|century|time|hour",
    "where": "country|countries|nations?|states?|city|cities|towns?|village|county|counties|regions?|province"
    "|continent|island|places?|locations?|venue|capital|area|street",
    "how many": "number|percentage|percent|proportion|fraction|share|amount|age|price|temperature",
    "why": "reasons?|purpose",
}
_NO_MODIFIER = rf"{_AUXILIARY}|(?:the|an?|this|last|of|kinds?|types?|sorts?|{'|'.join(_NOUNS.values())})\b"
_MODIFIER = rf"(?!{_NO_MODIFIER})[\w.'’-]+ "
_WHICH = rf"(?:which (?:{_MODIFIER}){{0,2}}|what (?:{_MODIFIER})?)"
_RULES: tuple[tuple[Kind, str], ...] = (
    *((asked, rf"{_WHICH}(?:{nouns})") for asked, nouns in _NOUNS.items()),
    ("how many", "how (?:many|much|old|long|far|tall|high|deep|big|large|heavy|fast|often|wide)"),
    ("why", "why|how come"),
    ("how", "how['’]?s?"),
    ("what", "what['’]?s?"),
    ("which", "which"),
    ("who", "who(?:['’]?s|m|se)?"),
    ("when", "when['’]?s?"),
    ("where", "where['’]?s?"),
)
_WH = re.compile("|".join(rf"(?P<_{i}>\b(?:{pattern})\b)" for i, (_, pattern) in enumerate(_RULES)))
_SURE = re.compile(r"(?:what|how|why|whom)\b")
_OPENING = re.compile(
    r"(?:(?:and|so|but|or|then|also|approximately|about|roughly|exactly|around|at|by|during|for|from|in|into|of|on"
    r"|over|since|than|through|to|under|until|up|with|against|after|before|please"
    r"|do you know|(?:can|could) you (?:tell|say)(?: me| us)?|tell (?:me|us)) )*"
)
_POLAR = re.compile(_AUXILIARY)
_ORDER = re.compile(r"(?:name|list|give|identify|describe|state|explain|define|tell|compare|discuss)\b")
_CLAUSE = re.compile(r"when (?!" + _AUXILIARY + r")[^,]*, ")
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b\w\.)[\"'”’)]*\s+")


def kind(question: str) -> Kind:
    """Return the kind of the last sentence that has one. News quizzes put a statement before the question."""
    sentences = _SENTENCE_END.split(" ".join(question.lower().split()))
    kinds = (_of_sentence(re.sub(r"^\W+", "", sentence)) for sentence in reversed(sentences))
    return next((phrases for phrases in kinds if phrases != "other"), "other")


def _of_sentence(sentence: str) -> Kind:
    if clause := _CLAUSE.match(sentence):
        asked = _of_sentence(sentence[clause.end() :])
        return asked if asked != "other" else "when"
    start = _opening(sentence)
    if wh := _WH.match(sentence, start):
        return _kind_of(wh)
    if _POLAR.match(sentence, start):
        return "yes/no"
    if wh := _asking(sentence):
        return _kind_of(wh)
    return _without_wh(sentence)


def _opening(sentence: str) -> int:
    """Return where the words before a wh-phrase or an auxiliary end: "and since " before "when"."""
    match = _OPENING.match(sentence)
    return match.end() if match else 0


def _asking(sentence: str) -> re.Match[str] | None:
    """Of the wh-phrases within a sentence, the one that asks, not that of a clause ("the man who …").

    The first that hardly ever opens a clause (what, how, why, whom), else the first "which", else the last.
    """
    phrases = list(_WH.finditer(sentence))
    sure = [wh for wh in phrases if _SURE.match(wh[0])]
    choices = [wh for wh in phrases if wh[0].startswith("which")]
    return next(iter(sure or choices or phrases[-1:]), None)


def _kind_of(wh: re.Match[str]) -> Kind:
    group = wh.lastgroup or ""
    return _RULES[int(group[1:])][0]


def _without_wh(sentence: str) -> Kind:
    if _ORDER.match(sentence):
        return "what"
    asked_after_comma = any(_POLAR.match(part) for part in sentence.split(", ")[1:])
    return "yes/no" if asked_after_comma else "other"
