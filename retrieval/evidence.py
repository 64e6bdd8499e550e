"""Chooses, among the best passages' sentences, the ones that answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.models import Reranker
from retrieval.types import Evidence, RankedPassage, Sentence

READ_PASSAGES = 4
"""Passages whose sentences are read one by one; with 6 no more gold sentences came among the first three."""
MAX_SENTENCES = 28
"""Sentences the cross-encoder reads: about 6 ms each on two cores."""
PASSAGE_WEIGHT = 0.5
"""Share of the passage's logit in its sentences' scores: it knows what the pronouns stand for."""


def weigh(question: str, passages: Sequence[RankedPassage], reranker: Reranker) -> tuple[Evidence, ...]:
    """The sentences of the best passages, best first, scored by cross-encoder logits."""
    offered = _sentences(passages[:READ_PASSAGES])[:MAX_SENTENCES]
    logits = reranker.score(question, [p.article.text[s.start : s.end] for p, s in offered])
    scored = [
        Evidence(p.article, s, PASSAGE_WEIGHT * p.score + (1 - PASSAGE_WEIGHT) * logit)
        for (p, s), logit in zip(offered, logits, strict=True)
    ]
    return tuple(sorted(scored, key=lambda e: -e.score))


def _sentences(passages: Iterable[RankedPassage]) -> list[tuple[RankedPassage, Sentence]]:
    """Each sentence once, with the best passage it stands in."""
    seen: dict[tuple[str, Sentence], RankedPassage] = {}
    for passage in passages:
        for sentence in passage.passage.sentences:
            seen.setdefault((passage.article.id, sentence), passage)
    return [(passage, sentence) for (_, sentence), passage in seen.items()]
