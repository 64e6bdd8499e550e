"""Whether a gold answer stands in a text, whole words only: newsdesk's looser kin of exact match.

Source: "exact presence" of ASQA and ALCE (Stelmakh et al., 2022; Gao et al., 2023), made stricter: theirs
finds "5" in "15".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.evaluation.metrics.squad import normalise


def answer_contained(text: str, answers: Sequence[str]) -> float:
    """Return 1 if the tokens of a gold answer stand in `text` in one run, normalised as SQuAD does, else 0.

    NaN if no gold answer has a token: none given, or only such as "The".
    """
    golds = [gold for gold in map(normalise, answers) if gold]
    if not golds:
        return math.nan
    padded = f" {normalise(text)} "
    return float(any(f" {gold} " in padded for gold in golds))


def passage_contains_answer_at(k: int, passages: Sequence[str], answers: Sequence[str]) -> float:
    """Return 1 if one of the first k passages, best first, contains a gold answer, else 0.

    An answer across two passages does not count. NaN as in `answer_contained`.
    """
    if math.isnan(answer_contained("", answers)):
        return math.nan
    return float(any(answer_contained(passage, answers) for passage in passages[:k]))
