"""Orders the best candidates by the cross-encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.models import Reranker
from retrieval.types import RankedPassage

READ = 10
"""Passages the cross-encoder reads, about 20 ms each on two cores: on newsqa and rtqa_2022a reading 24 found
the gold article first no more often than reading 8."""


def rerank(question: str, found: Sequence[RankedPassage], reranker: Reranker) -> tuple[RankedPassage, ...]:
    """The first `READ` by the reranker's logit; behind them the best passage of each further article."""
    head = found[:READ]
    texts = [f"{p.article.title}\n{p.text}" for p in head]
    scores = reranker.score(question, texts)
    read = [replace(p, score=s) for p, s in zip(head, scores, strict=True)]
    read.sort(key=lambda p: -p.score)
    # Scores must go on falling behind the ones that were read.
    rest = [replace(p, score=read[-1].score - n) for n, p in enumerate(_further_articles(found), start=1)]
    return (*read, *rest)


def _further_articles(found: Sequence[RankedPassage]) -> list[RankedPassage]:
    seen = {p.article.id for p in found[:READ]}
    first: dict[str, RankedPassage] = {}
    for passage in found[READ:]:
        if passage.article.id not in seen:
            first.setdefault(passage.article.id, passage)
    return list(first.values())
