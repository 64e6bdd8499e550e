"""Chooses, among the best passages' sentences, the ones that answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.models import Reranker
from retrieval.types import Evidence, RankedPassage, Sentence

READ_PASSAGES = 4
"""Passages whose sentences are read one by one; with 6 no more gold sentences came among the first three."""
MAX_SENTENCES = 28
"""Sentences the cross-encoder reads: about 6 ms each on two cores."""
PASSAGE_WEIGHT = 0.5
"""Share of the passage's logit in its sentences' scores: it knows what the pronouns stand for."""

RUNS = 2
"""Best sentences whose predecessor is looked at."""
GAIN = 1.0
"""Logits by which a sentence must read better behind its predecessor for that to be evidence too. So the
gold sentence was among the first three in 0.774 of newsqa (0.767 without), 0.715 of rtqa_2022a (0.715)."""
POINTS_BACK = re.compile(
    r"[\"“‘'(]*(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|Such|Both|Neither)\b"
)
"""How a sentence opens whose subject stands in the one before."""


def weigh(question: str, passages: Sequence[RankedPassage], reranker: Reranker) -> tuple[Evidence, ...]:
    """The sentences of the best passages, best first, scored by cross-encoder logits."""
    offered = _sentences(passages[:READ_PASSAGES])[:MAX_SENTENCES]
    logits = reranker.score(question, [p.article.text[s.start : s.end] for p, s in offered])
    scored = [
        Evidence(p.article, s, PASSAGE_WEIGHT * p.score + (1 - PASSAGE_WEIGHT) * logit)
        for (p, s), logit in zip(offered, logits, strict=True)
    ]
    scored.sort(key=lambda e: -e.score)
    return _with_antecedents(question, scored, passages[:READ_PASSAGES], reranker)


def _with_antecedents(
    question: str, scored: Sequence[Evidence], passages: Sequence[RankedPassage], reranker: Reranker
) -> tuple[Evidence, ...]:
    """Puts behind a best sentence the one before it in its paragraph, where it is needed to understand it."""
    chosen: dict[tuple[str, Sentence], Evidence] = {}
    for evidence in scored[:RUNS]:
        chosen.setdefault((evidence.article.id, evidence.sentence), evidence)
        before = _sentence_before(evidence, passages)
        if before and _leans_on(question, evidence, before, reranker):
            chosen.setdefault((evidence.article.id, before), _just_behind(evidence, before))
    for evidence in scored[RUNS:]:
        chosen.setdefault((evidence.article.id, evidence.sentence), evidence)
    return tuple(chosen.values())


def _just_behind(evidence: Evidence, sentence: Sentence) -> Evidence:
    # Below it by a hair: the sentence that answers is cited first, wherever it stands in the text.
    return replace(evidence, sentence=sentence, score=evidence.score - 0.01)


def _leans_on(question: str, evidence: Evidence, before: Sentence, reranker: Reranker) -> bool:
    if POINTS_BACK.match(evidence.text):
        return True
    run = evidence.article.text[before.start : evidence.sentence.end]
    alone, together = reranker.score(question, [evidence.text, run])
    return together >= alone + GAIN


def _sentence_before(evidence: Evidence, passages: Sequence[RankedPassage]) -> Sentence | None:
    """The sentence that `evidence` follows in its paragraph, if a passage holds both."""
    for passage in passages:
        sentences = passage.passage.sentences
        if passage.article.id == evidence.article.id and evidence.sentence in sentences[1:]:
            before = sentences[sentences.index(evidence.sentence) - 1]
            gap = evidence.article.text[before.end : evidence.sentence.start]
            return None if "\n" in gap else before
    return None


def _sentences(passages: Iterable[RankedPassage]) -> list[tuple[RankedPassage, Sentence]]:
    """Each sentence once, with the best passage it stands in."""
    seen: dict[tuple[str, Sentence], RankedPassage] = {}
    for passage in passages:
        for sentence in passage.passage.sentences:
            seen.setdefault((passage.article.id, sentence), passage)
    return [(passage, sentence) for (_, sentence), passage in seen.items()]
