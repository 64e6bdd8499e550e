"""How a figure changed from report to report, or whether the reports agree on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import dated, day_of_evidence
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.numbers import quantities, values
from retrieval.understanding.topic import topic_of
from retrieval.values import Evidence, QuestionState, Reply, Verdict

PASSAGES, SCORED = 50, 24
"""Passages that are searched, and sentences with figures that the cross-encoder scores, about 6 ms each."""
MOST = 6
"""Lines of an answer."""
FALL = 7.0
"""Logits below the best sentence at which another has a figure of something else."""
FOUND = 0.6
"""Probability that figures of several reports show the change."""


def change(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the sentences with different figures of the matter, oldest first; None for fewer than two.

    If it is asked whether the reports agree, the verdict is that they differ.
    """
    asked = language(state.query.language).asking
    topic = topic_of(asked.changes.sub(" ", state.query.text)) or state.query.text
    chosen: list[Evidence] = []
    for one in _with_figures(topic, state, desk):
        figures = values(one.text, language(one.article.language))
        told = any(figures <= values(other.text, language(other.article.language)) for other in chosen)
        if len(chosen) < MOST and one.score >= (chosen[0].score if chosen else one.score) - FALL and not told:
            chosen.append(one)
    if len(chosen) < 2:
        return None
    verdict = Verdict.DIFFER if asked.agreement.search(state.query.text) else None
    return Reply(dated(sorted(chosen, key=day_of_evidence)), verdict=verdict, confidence=FOUND)


def _with_figures(topic: str, state: QuestionState, desk: Desk) -> Iterator[Evidence]:
    """Yield the sentences with figures that are most on the topic, one of each article."""
    stems = keywords(topic, language(state.query.language))
    found: dict[tuple[str, int], Evidence] = {}
    for passage in desk.retriever.search(replace(state.query, text=topic), PASSAGES):
        read_in = language(passage.article.language)
        for sentence in passage.passage.sentences:
            one = Evidence(passage.article, sentence, 0.0)
            if sentence.citable and quantities(one.text, read_in):
                found.setdefault((passage.article.id, sentence.start), one)
    likely = sorted(found.values(), key=lambda e: -len(stems & keywords(e.text)))[:SCORED]
    yield from _one_each(desk.reranker.score(topic, [_in_context(e) for e in likely]), likely)


def _in_context(evidence: Evidence) -> str:
    return f"{evidence.article.title}\n{evidence.text}"


def _one_each(logits: Sequence[float], evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    seen: set[str] = set()
    for logit, one in sorted(zip(logits, evidence, strict=True), key=lambda pair: -pair[0]):
        if one.article.id not in seen:
            seen.add(one.article.id)
            yield replace(one, score=logit)
