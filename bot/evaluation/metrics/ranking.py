"""Metrics of one ranked list of ids against the ids that are gold, binary relevance.

A list, best first, may name an id again (two passages of one article): only its first place counts, so that
`k` means k distinct ids. Each is NaN without gold ids, and 0 for an empty list with them.

Sources: Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), chapter 8; reciprocal
rank: Voorhees, "The TREC-8 Question Answering Track Report" (1999); nDCG: Järvelin and Kekäläinen, "Cumulated
gain-based evaluation of IR techniques" (2002), with the discount 1 / log2(rank + 1) of trec_eval.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def success_at(k: int, ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return 1 if any gold id is among the first k, else 0; newsdesk's `article_recall@k` (one suffices)."""
    return float(any(_hits(k, ranked, gold))) if gold else math.nan


def reciprocal_rank_at(k: int, ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return 1 / rank of the first gold id among the first k, 0 without one. Its mean is MRR@k."""
    if not gold:
        return math.nan
    return next((1 / rank for rank, hit in enumerate(_hits(k, ranked, gold), 1) if hit), 0.0)


def ndcg_at(k: int, ranked: Sequence[str], gold: Collection[str]) -> float:
    """Return DCG / ideal DCG; DCG = the sum of 1 / log2(rank + 1) over gold ids among the first k.

    The ideal list has all gold ids first.
    """
    if not gold:
        return math.nan
    ideal = [True] * min(k, len(set(gold)))
    return _dcg(_hits(k, ranked, gold)) / _dcg(ideal)


def _hits(k: int, ranked: Sequence[str], gold: Collection[str]) -> list[bool]:
    """Return for each of the first k distinct ids, best first, whether it is gold."""
    if k < 1:
        raise ValueError(f"k counts from 1, not {k}")
    return [identity in gold for identity in list(dict.fromkeys(ranked))[:k]]


def _dcg(hits: Sequence[bool]) -> float:
    return sum(1 / math.log2(rank + 1) for rank, hit in enumerate(hits, 1) if hit)
