"""Kinds that code tells better than the classifier."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.quotation_marks import DOUBLE, quoted_parts
from retrieval.values.understanding import Kind

SURE = 0.9
"""How sure a kind is that certain words decide."""
OTHER_SCRIPT = 0.5
"""Share of letters that are not Latin from which the classifier, which learned English, is not asked."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A kind, and how sure it is."""

    kind: Kind
    probability: float


def kind_by_rule(question: str, language: Language = ENGLISH) -> Ruled | None:
    """Return the kind of a question that its words or signs decide, else None."""
    letters = [sign for sign in question if sign.isalpha()]
    if not letters and not any(sign.isdigit() for sign in question):
        return Ruled(Kind.TALK, 1.0)
    foreign = sum(not _latin(sign) for sign in letters)
    if foreign > 1 and foreign / len(letters) >= OTHER_SCRIPT:
        return Ruled(Kind.FACT, 0.0)
    if language.asking.who_said.search(_without_quotes(question, language)):
        return Ruled(Kind.QUOTE, 1.0)
    return next((Ruled(kind, SURE) for kind, words in _words(language) if words.search(question)), None)


@cache
def _words(language: Language) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((Kind(kind), re.compile(pattern)) for kind, pattern in language.asking.kinds)


def _latin(sign: str) -> bool:
    return sign.isascii() or unicodedata.name(sign, "").startswith("LATIN")


def _without_quotes(question: str, language: Language) -> str:
    """Return the question with `"` for each part between double quotation marks."""
    outside, last = [], 0
    for part in quoted_parts(question, DOUBLE, language):
        outside += [question[last : part.left], '"']
        last = part.right
    return "".join([*outside, question[last:]])
