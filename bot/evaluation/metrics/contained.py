"""Whether a gold answer stands in a text, whole words only, or as the same amount in other words.

Newsdesk's looser kin of exact match: "4 million" is "four million".

Source: "exact presence" of ASQA and ALCE (Stelmakh et al., 2022; Gao et al., 2023), made stricter: theirs
finds "5" in "15".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.evaluation.metrics.amounts import amount, has_amount
from bot.evaluation.metrics.squad import normalise


def answer_contained(text: str, answers: Sequence[str]) -> float:
    """Return 1 if a gold answer stands in `text`, else 0: its tokens in one run, or its amount.

    Tokens are normalised as SQuAD does. NaN if no gold answer has a token: none given, or only such as "The".
    """
    golds = [answer for answer in answers if normalise(answer)]
    if not golds:
        return math.nan
    if any(words_contained(text, gold) for gold in golds):
        return 1.0
    amounts = [found for gold in golds if (found := amount(gold))]
    return float(any(has_amount(text, found) for found in amounts))


def words_contained(text: str, words: str) -> bool:
    """Return whether the tokens of `words` stand in `text` in one run, normalised as SQuAD does."""
    return f" {normalise(words)} " in f" {normalise(text)} "


def passage_contains_answer_at(k: int, passages: Sequence[str], answers: Sequence[str]) -> float:
    """Return 1 if one of the first k passages, best first, contains a gold answer, else 0.

    An answer across two passages does not count. NaN as in `answer_contained`.
    """
    if math.isnan(answer_contained("", answers)):
        return math.nan
    return float(any(answer_contained(passage, answers) for passage in passages[:k]))
