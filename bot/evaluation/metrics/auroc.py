"""The area under the ROC curve: how well a score tells positives from negatives."""

from __future__ import annotations

import math

from scipy.stats import rankdata

from bot.evaluation.metrics.pairs import Pairs, columns


def auroc(scored: Pairs) -> float:
    """Return the chance that a random positive scores above a random negative; a tie counts a half.

    Take a pair a question: (score, positive). Compute it by the rank sum, ties sharing their mean rank:
    (R - p(p + 1) / 2) / (p q), with R the sum of the ranks of the p positives among all, q the negatives.
    NaN without a positive or without a negative.

    Source: Mann and Whitney (1947); Hanley and McNeil, "The meaning and use of the area under a receiver
    operating characteristic (ROC) curve" (Radiology, 1982).
    """
    scores, positive = columns(scored)
    positives = int(positive.sum())
    negatives = len(scores) - positives
    if not positives or not negatives:
        return math.nan
    rank_sum = float(rankdata(scores)[positive].sum())
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)
