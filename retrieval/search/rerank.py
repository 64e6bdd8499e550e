"""Orders the best candidates by the models that read them: the cross-encoder, then the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.models.protocols import Reader, Reranker
from retrieval.values import RankedPassage

RERANKED = 10
"""Passages the cross-encoder reads, about 20 ms each on two cores: on newsqa and rtqa_2022a reading 24 found
the gold article first no more often than reading 8."""
READ = 5
"""Of these, the passages the reader reads."""
RELEVANCE_WEIGHT = 1.0
"""Weight of the reader's relevance beside the cross-encoder's logit."""


def rerank(
    question: str, found: Sequence[RankedPassage], reranker: Reranker, reader: Reader | None = None
) -> tuple[RankedPassage, ...]:
    """The first `RERANKED`, best first; behind them the best passage of each further article."""
    ranked = _by_cross_encoder(question, found[:RERANKED], reranker)
    if reader:
        ranked = _by_reader(question, ranked, reader)
    # Scores must go on falling behind the ones that were read.
    further = enumerate(_further_articles(found), start=1)
    return (*ranked, *(replace(p, score=ranked[-1].score - n) for n, p in further))


def _by_cross_encoder(
    question: str, head: Sequence[RankedPassage], reranker: Reranker
) -> list[RankedPassage]:
    logits = reranker.score(question, [f"{p.article.title}\n{p.text}" for p in head])
    return _sorted(replace(p, score=logit) for p, logit in zip(head, logits, strict=True))


def _by_reader(question: str, ranked: Sequence[RankedPassage], reader: Reader) -> list[RankedPassage]:
    """The best `READ` anew, by what both models say of them; the others stay behind."""
    head = ranked[:READ]
    readings = reader.read(question, [(p.article.title, p.text) for p in head])
    read = _sorted(
        replace(p, score=p.score + RELEVANCE_WEIGHT * reading.relevance, reading=reading)
        for p, reading in zip(head, readings, strict=True)
    )
    gap = min(0.0, read[-1].score - ranked[READ].score) if len(ranked) > READ else 0.0
    return [*read, *(replace(p, score=p.score + gap) for p in ranked[READ:])]


def _sorted(passages: Iterable[RankedPassage]) -> list[RankedPassage]:
    return sorted(passages, key=lambda p: -p.score)


def _further_articles(found: Sequence[RankedPassage]) -> list[RankedPassage]:
    seen = {p.article.id for p in found[:RERANKED]}
    first: dict[str, RankedPassage] = {}
    for passage in found[RERANKED:]:
        if passage.article.id not in seen:
            first.setdefault(passage.article.id, passage)
    return list(first.values())
