"""SQuAD's answer scores: normalisation, exact match and token F1, each the best over the gold answers.

Source: the official evaluation scripts of SQuAD v1.1 (Rajpurkar et al., 2016) and v2.0 (Rajpurkar et al.,
2018), followed to the letter, so that metrics compare with published ones.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLE = re.compile(r"\b(a|an|the)\b")


def normalise(text: str) -> str:
    """Return lower case without ASCII punctuation ("10-2" becomes "102"), a/an/the and extra white space."""
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split())


def exact_match(prediction: str, answers: Sequence[str]) -> float:
    """Return 1 if the normalised prediction equals a normalised gold answer, else 0.

    NaN without gold answers. `[""]`, and gold answers of which normalising leaves nothing, mean "no answer",
    which an empty prediction matches (SQuAD 2.0).
    """
    return _best(lambda ours, gold: float(ours == gold), prediction, answers)


def f1(prediction: str, answers: Sequence[str]) -> float:
    """Return F1 = 2PR / (P + R), with P and R the common tokens over the predicted and over the gold ones.

    Tokens are words of the normalised text, counted as often as they stand. No gold answers and "no answer"
    are as in `exact_match`.
    """
    return _best(lambda ours, gold: token_f1(ours.split(), gold.split()), prediction, answers)


def _best(score: Callable[[str, str], float], prediction: str, answers: Sequence[str]) -> float:
    if not answers:
        return math.nan
    golds = [gold for gold in map(normalise, answers) if gold] or [""]
    normalised = normalise(prediction)
    return max(score(normalised, gold) for gold in golds)


def token_f1(tokens: Sequence[str], others: Sequence[str]) -> float:
    """Return F1 of two bags of tokens; 1 if both are empty, 0 if one is (as in SQuAD 2.0)."""
    if not tokens or not others:
        return float(len(tokens) == len(others))
    common = (Counter(tokens) & Counter(others)).total()
    return 2 * common / (len(tokens) + len(others))
