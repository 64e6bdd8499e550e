"""Fusion of rankings without a common scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

K = 60
"""Damps the first ranks; the value of Cormack, Clarke and Büttcher (SIGIR 2009)."""


def filled_up(ranking: Sequence[str], other: Sequence[str], absent: Collection[str]) -> list[str]:
    """Return a ranking with what it cannot hold where the other one has it, behind its own of that rank."""
    ranked = [(rank, 0, item) for rank, item in enumerate(ranking)]
    ranked += [(rank, 1, item) for rank, item in enumerate(other) if item in absent]
    return [item for *_, item in sorted(ranked)]


def reciprocal_rank_fusion(rankings: Iterable[Sequence[str]], k: int = K) -> list[tuple[str, float]]:
    """Return each id with the sum of 1 / (k + rank) over the rankings it is in, best first; ties by id."""
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
