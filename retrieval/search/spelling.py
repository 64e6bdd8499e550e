"""Spelling: a question's words that no article holds, as the articles spell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher

from retrieval.index import Index
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.words import WRITTEN

LEAST = 4
"""Letters of a word that is worth correcting."""
PASSAGES = 40
"""Passages in which its right spelling is looked for."""
ALIKE = 0.75
"""Least likeness of two spellings of a word."""


def spelled(question: str, index: Index, knows: Callable[[str], bool], language: Language = ENGLISH) -> str:
    """Return the question with its misspelled words as the articles spell them.

    A word is misspelled if no article holds it and nobody `knows` it.
    """
    parts, last = [], 0
    for match in WRITTEN.finditer(question):
        word = match[0]
        if len(word) < LEAST or not word.isalpha() or word.casefold() in language.asking.frame:
            continue
        if knows(word.casefold()):
            continue
        if right := _spelled(word, index):
            parts += [question[last : match.start()], right]
            last = match.end()
    return "".join([*parts, question[last:]])


def _spelled(word: str, index: Index) -> str:
    """Return the likest word of the articles, then the most frequent; "" if `word` stands there itself."""
    passages = index.passages(index.words.like(word, PASSAGES)).values()
    texts = (article.text[passage.start : passage.end] for passage, article in passages)
    counts = Counter(found for text in texts for found in WRITTEN.findall(text) if found.isalpha())
    likeness = {found: _alike(word.casefold(), found.casefold()) for found in counts}
    likely = [found for found in counts if likeness[found] >= ALIKE]
    return max(likely, key=lambda found: (round(likeness[found], 1), counts[found]), default="")


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
