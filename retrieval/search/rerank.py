"""Reranking of the best candidates, by the cross-encoder and then by the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.evidence.calibration import RELEVANCE_WEIGHT
from retrieval.models.protocols import Reader, Reranker
from retrieval.values import RankedPassage

CROSS_ENCODED = 10
"""Passages that the cross-encoder scores, about 20 ms each on two cores. On newsqa and rtqa_2022a the gold
article came first as often with 8 as with 24."""
READER_PASSAGES = 5
"""Best passages of these, which the reader scores."""


def rerank(
    question: str, passages: Sequence[RankedPassage], reranker: Reranker, reader: Reader | None = None
) -> tuple[RankedPassage, ...]:
    """Return the first `CROSS_ENCODED`, best first, and then the best passage of each further article."""
    ranked = _by_cross_encoder(question, passages[:CROSS_ENCODED], reranker)
    if reader:
        ranked = _by_reader(question, ranked, reader)
    # Scores go on falling behind the ones that were scored.
    further = enumerate(_further_articles(passages), start=1)
    return (*ranked, *(replace(p, score=ranked[-1].score - n) for n, p in further))


def _by_cross_encoder(
    question: str, head: Sequence[RankedPassage], reranker: Reranker
) -> list[RankedPassage]:
    logits = reranker.score(question, [f"{p.article.title}\n{p.text}" for p in head])
    return _sorted(replace(p, score=logit) for p, logit in zip(head, logits, strict=True))


def _by_reader(question: str, ranked: Sequence[RankedPassage], reader: Reader) -> list[RankedPassage]:
    """Rank the best `READER_PASSAGES` by both models, before the others."""
    head = ranked[:READER_PASSAGES]
    readings = reader.read(question, [(p.article.title, p.text) for p in head])
    read = _sorted(
        replace(p, score=p.score + RELEVANCE_WEIGHT * reading.relevance, reading=reading)
        for p, reading in zip(head, readings, strict=True)
    )
    gap = min(0.0, read[-1].score - ranked[READER_PASSAGES].score) if len(ranked) > READER_PASSAGES else 0.0
    return [*read, *(replace(p, score=p.score + gap) for p in ranked[READER_PASSAGES:])]


def _sorted(passages: Iterable[RankedPassage]) -> list[RankedPassage]:
    return sorted(passages, key=lambda p: -p.score)


def _further_articles(passages: Sequence[RankedPassage]) -> list[RankedPassage]:
    seen = {p.article.id for p in passages[:CROSS_ENCODED]}
    first: dict[str, RankedPassage] = {}
    for passage in passages[CROSS_ENCODED:]:
        if passage.article.id not in seen:
            first.setdefault(passage.article.id, passage)
    return list(first.values())
