"""Paraphrase by rule: plain words for their like, and clauses that change places."""

from __future__ import annotations

import random
import re

from retrieval.text.languages import ENGLISH
from retrieval.text.languages.language import any_of

LEAST = 2
"""Rules that must have applied: fewer is a slip of the pen."""

_WORDS = ENGLISH.evaluation
_KNOWN = re.compile(rf"\b(?:{any_of(_WORDS.synonyms)})\b")


def paraphrase(text: str, chance: random.Random) -> str | None:
    """Return the sentence in other words, with its names and numbers; None if too few rules apply."""
    moved, turned = _turn(text), 0
    if moved != text:
        turned = 1
    reworded, count = _KNOWN.subn(lambda m: _WORDS.synonyms[m[0]], moved)
    return reworded if count + turned >= LEAST else None


def _turn(text: str) -> str:
    """Move an opening phrase to the end: "On Monday, the mayor spoke." to "The mayor spoke on Monday."."""
    match = _WORDS.opening_phrase.fullmatch(text)
    if not match:
        return text
    first, rest = match["first"], match["rest"]
    return f"{rest[:1].upper()}{rest[1:]} {first[:1].lower()}{first[1:]}."
