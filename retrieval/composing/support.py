"""Finds what a claim rests on: the sentences it cites, else others that were shown."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.composing.drafting import Claim
from retrieval.composing.facts import contradicts, missing
from retrieval.composing.opposites import turned_round
from retrieval.keywords import keywords
from retrieval.models import Reranker
from retrieval.types import Evidence

SUPPORT = 4.5
"""Logit of the carried cross-encoder from which it finds a claim supported."""
NEW = 1 / 3
"""Share of a claim's words that its sentences and their titles may lack. Both figures are fitted to
seeds/claims.jsonl, `python -m training.claims`: with them every claim there that follows is kept."""
MOST = 3
"""Sentences that one claim may rest on after a repair."""


def support(claim: Claim, shown: Sequence[Evidence], reranker: Reranker) -> tuple[Evidence, ...]:
    """The sentences that bear `claim`: of those it cites, else of all shown; none where it stands on nothing.

    What it cites is numbered from 1 in the order of `shown`.
    """
    cited = [shown[number - 1] for number in claim.cites]
    if cited and bears(claim.text, cited, reranker):
        return tuple(cited)
    return _repaired(claim.text, shown, reranker)


def bears(claim: str, cited: Sequence[Evidence], reranker: Reranker) -> bool:
    """Whether the sentences say what `claim` says, as far as its words and the cross-encoder can tell."""
    text = " ".join(e.text for e in cited)
    if missing(claim, cited) or contradicts(claim, cited) or turned_round(claim, text):
        return False
    said = keywords(claim)
    known = keywords(" ".join((text, *(e.article.title for e in cited))))
    if len(said - known) > NEW * len(said):
        return False
    (logit,) = reranker.score(claim, [text])
    return logit >= SUPPORT


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
        if bears(claim, chosen, reranker):
            return tuple(chosen)
    return ()
