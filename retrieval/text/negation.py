"""Negations."""

from __future__ import annotations

from itertools import pairwise

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.words import tokenise


def negates(word: str, language: Language = ENGLISH) -> bool:
    """Return whether a folded word is negative or has a negative ending."""
    return word in language.negation.negative or word.endswith(language.negation.endings)


def negations(text: str, language: Language = ENGLISH) -> int:
    """Return how many words of `text` negate or undo; "ruled out" is one."""
    words = tokenise(text).folded
    pairs = sum(pair in language.negation.pairs for pair in pairwise(words))
    return pairs + sum(negates(word, language) or word in language.negation.undoing for word in words)
