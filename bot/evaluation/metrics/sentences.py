"""Whether a cited sentence is a gold sentence, allowing for sentence splitters that differ.

The rule, newsdesk's own. Tokens of a sentence are its runs of letters and digits (`\\w+`) after NFKC and
case folding, so that white space, punctuation and the shape of quotes do not count. A cited sentence
matches a gold sentence if both are of one article and any of these holds:

1. their tokens are the same;
2. the tokens of one, at least four, stand in the other in one run (a shorter one, "He said.", stands in too
   many sentences by chance);
3. the F1 of their tokens, counted as often as they stand, is over 0.8.

A sentence without tokens matches nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from bot.evaluation.metrics.squad import token_f1
from retrieval.text.words import tokens

CONTAINED_TOKENS = 4
SIMILAR = 0.8

Place = tuple[str, str]
"""An article id and a sentence of that article."""


def gold_sentence_at(k: int, cited: Sequence[Place], gold: Sequence[Place]) -> float:
    """Return 1 if one of the first k cited sentences matches a gold one, else 0; NaN without gold."""
    if not gold:
        return math.nan
    return float(any(matches(place, other) for place in cited[:k] for other in gold))


def matches(place: Place, other: Place) -> bool:
    """Apply the rule above to two sentences. It does not matter which is gold."""
    return place[0] == other[0] and same_sentence(place[1], other[1])


def same_sentence(sentence: str, other: str) -> bool:
    """Apply the rule above to two sentences of one article."""
    short, long = sorted((_tokens(sentence), _tokens(other)), key=len)
    if not short:
        return False
    contained = f" {' '.join(short)} " in f" {' '.join(long)} " and len(short) >= CONTAINED_TOKENS
    return short == long or contained or token_f1(short, long) > SIMILAR


def _tokens(sentence: str) -> list[str]:
    return tokens(unicodedata.normalize("NFKC", sentence))
