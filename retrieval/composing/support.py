"""Finds what a claim rests on: the sentences it cites, else others that were shown."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.composing.drafting import Claim
from retrieval.composing.facts import contradicts, missing
from retrieval.models import Reranker
from retrieval.types import Evidence

SUPPORT = 0.0
"""Logit of the cross-encoder from which it finds a claim supported."""
MOST = 3
"""Sentences that one claim may rest on after a repair."""


def support(claim: Claim, shown: Sequence[Evidence], reranker: Reranker) -> tuple[Evidence, ...]:
    """The sentences that bear `claim`: of those it cites, else of all shown; none where it stands on nothing.

    What it cites is numbered from 1 in the order of `shown`.
    """
    cited = [shown[number - 1] for number in claim.cites]
    if cited and _bears(claim.text, cited, reranker):
        return tuple(cited)
    return _repaired(claim.text, shown, reranker)


def _repaired(claim: str, shown: Sequence[Evidence], reranker: Reranker) -> tuple[Evidence, ...]:
    """The best sentence, with those of its article that hold what it lacks."""
    logits = reranker.score(claim, [e.text for e in shown])
    ranked = [e for _, e in sorted(zip(logits, shown, strict=True), key=lambda pair: -pair[0])]
    for best in ranked[:MOST]:
        chosen = [best]
        for other in ranked:
            lacking = missing(claim, chosen)
            if not lacking or len(chosen) == MOST:
                break
            if other.article.id == best.article.id and other not in chosen:
                helps = set(missing(claim, [*chosen, other])) < set(lacking)
                chosen += [other] * helps
        if _bears(claim, chosen, reranker):
            return tuple(chosen)
    return ()


def _bears(claim: str, cited: Sequence[Evidence], reranker: Reranker) -> bool:
    if missing(claim, cited) or contradicts(claim, cited):
        return False
    (logit,) = reranker.score(claim, [" ".join(e.text for e in cited)])
    return logit >= SUPPORT
