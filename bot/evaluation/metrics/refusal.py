"""Refusals: positive is a question refused, right where the articles do not answer it.

    precision = unanswerable refused / refused          recall = unanswerable refused / unanswerable

Each function takes a pair a question: (answerable, refused). The terms are those of Manning, Raghavan and
Schütze, "Introduction to Information Retrieval" (2008), section 8.3; refusing is SQuAD 2.0's "no answer"
(Rajpurkar et al., 2018).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.metrics.pairs import Pairs, columns


def precision(outcomes: Pairs) -> float:
    """Return the share of refusals that were right; NaN if nothing was refused."""
    answerable, refused = columns(outcomes)
    return _share(answerable == 0, of=refused)


def recall(outcomes: Pairs) -> float:
    """Return the share of unanswerable questions that were refused; NaN if there are none."""
    answerable, refused = columns(outcomes)
    return _share(refused, of=answerable == 0)


def _share(part: NDArray[np.bool_], of: NDArray[np.bool_]) -> float:
    return float(part[of].mean()) if of.any() else math.nan
