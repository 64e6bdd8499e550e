"""Words that say that something is not so."""

from __future__ import annotations

from itertools import pairwise

from retrieval.text.words import read

NEGATIVE = frozenset(
    """
    not no never nor neither nobody none nothing without cannot deny denied denies refuse refused refuses fail
    failed fails
    """.split()
)
UNDOING = frozenset("reject rejects rejected false untrue canceled cancelled".split())
"""They say that something is not so, or no longer."""


def negates(word: str) -> bool:
    """Whether a folded word is one of NEGATIVE, or ends in n't."""
    return word in NEGATIVE or word.endswith("n't")


def negations(text: str) -> int:
    """How many words of `text` negate or undo; "ruled out" is one."""
    words = read(text).folded
    pairs = sum(pair == ("ruled", "out") for pair in pairwise(words))
    return pairs + sum(negates(word) or word in UNDOING for word in words)
