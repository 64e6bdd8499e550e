"""The newest state: where one report overtakes another, the later one answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from retrieval.text.dates import day_of
from retrieval.values import Evidence

BORNE = 0.5
"""Least probability that a sentence bears out its short answer for it to overtake another."""
CLOSE = 4.0
"""Score below the best sentence at which a newer one no longer answers the same."""
LATER = timedelta(days=14)
"""Least time between two states of a matter."""


def newest_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence with a newer report that answers as well before the one that it overtakes.

    What is overtaken gives no short answer.
    """
    if not evidence:
        return ()
    best = evidence[0]
    newer = [e for e in evidence[1:] if _overtakes(e, best)]
    if not newer:
        return tuple(evidence)
    first = max(newer, key=lambda e: (e.article.published[:10], e.score))
    rest = (replace(e, span=None) if e is best else e for e in evidence if e is not first)
    return (replace(first, score=best.score), *rest)


def _overtakes(other: Evidence, best: Evidence) -> bool:
    days = day_of(other.article.published), day_of(best.article.published)
    later = days[0] is not None and days[1] is not None and days[0] - days[1] >= LATER
    borne = min(other.borne or 0.0, best.borne or 0.0) >= BORNE
    return later and borne and other.antecedent_of is None and other.score >= best.score - CLOSE
