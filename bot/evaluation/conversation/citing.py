"""Faults of citing: what stands in an article, but reports nothing by itself.

Counted by rules of its own, apart from those by which the engine leaves such sentences out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from retrieval.text.languages import ENGLISH
from retrieval.text.sentences import ends_sentence
from retrieval.text.words import tokens
from retrieval.values import Citation

FRAGMENT_WORDS = 4
"""Words from which a sentence is no fragment."""
REPEATED = 0.8
"""Share of all their words that two sentences have in common from which one repeats the other."""
ENDS = ".!?…:;,"
"""A sentence may end in a comma or a colon where it was cut; a heading ends in a word."""


class Fault(StrEnum):
    """What is wrong with a cited sentence."""

    QUESTION = "questions"
    HEADING = "headings"
    FURNITURE = "furniture"
    FRAGMENT = "fragments"
    REPEAT = "repeats"


def faults(citations: Sequence[Citation]) -> Mapping[Fault, int]:
    """Return the number of citations with each fault; one citation may have several."""
    counts = dict.fromkeys(Fault, 0)
    earlier: list[frozenset[str]] = []
    for citation in citations:
        text = citation.evidence.text
        words = frozenset(tokens(text))
        counts[Fault.QUESTION] += ends_sentence(text, "?")
        counts[Fault.HEADING] += not ends_sentence(text, ENDS)
        counts[Fault.FURNITURE] += ENGLISH.evaluation.furniture.search(text) is not None
        counts[Fault.FRAGMENT] += len(text.split()) < FRAGMENT_WORDS
        counts[Fault.REPEAT] += any(_alike(words, others) for others in earlier)
        earlier.append(words)
    return counts


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= REPEATED * len(words | others)
