"""Conflicts: reports of one event that answer a question with different figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.evidence.select import span_in
from retrieval.evidence.spans import NO_SPAN, log_partition
from retrieval.text.dates import days_apart
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.names import bare, names_inside
from retrieval.text.numbers import values
from retrieval.values import Article, Evidence, RankedPassage

LIKELY = -2.0
"""Least log probability of an article's answer among the words of its passages."""
MAGNITUDE = 3
"""Figures further apart than this factor count different things: the people on board, not the injured."""
SHARED_NAMES = 2
"""Names that two reports of one event share."""
AS_NEAR = 0.7
"""Least share of the question's words in a sentence, measured by those that the other one holds."""
DAYS = 92
"""Days between two dated reports of one event."""


def disagreeing(
    evidence: Sequence[Evidence], passages: Sequence[RankedPassage], question: str
) -> tuple[Evidence, ...]:
    """Return the best evidence of an article, and that of articles with other figures, best first.

    Only figures are compared, since code cannot tell whether two names or phrases differ in meaning. Return
    nothing if the reports agree or cannot be compared.
    """
    answering = [e for e in _answers(evidence, passages) if _figures(e)]
    texts = _read_text(passages)
    for position, one in enumerate(answering):
        differing = [
            other
            for other in answering[position + 1 :]
            if _depart(_figures(one), _figures(other))
            and _same_event(one.article, other.article, texts)
            and _as_near(question, one, other)
        ]
        if differing:
            return (one, *differing)
    return ()


def _answers(evidence: Sequence[Evidence], passages: Sequence[RankedPassage]) -> list[Evidence]:
    """Return the answer of each article that the reader finds relevant, in the order of the evidence."""
    answers = []
    for article_id in dict.fromkeys(e.article.id for e in evidence if e.article.is_factual):
        read = [p for p in passages if p.article.id == article_id and p.reading]
        if any(p.reading and p.reading.relevance > 0 for p in read):
            own = [e for e in evidence if e.article.id == article_id]
            best = max((_by_itself(e, read) for e in own), key=lambda e: e.span.score if e.span else NO_SPAN)
            if best.span and best.span.score >= LIKELY:
                answers.append(best)
    return answers


def _by_itself(evidence: Evidence, read: Sequence[RankedPassage]) -> Evidence:
    """Return the evidence with its likeliest short answer among the passages of its article."""
    norms = log_partition([p.reading for p in read if p.reading])
    spans = [span_in(p, evidence.sentence, norms) for p in read if evidence.sentence in p.passage.sentences]
    best = max((s for s in spans if s), key=lambda s: s.score, default=None)
    return replace(evidence, span=best)


def _figures(evidence: Evidence) -> frozenset[Decimal]:
    """Return the figures of the short answer."""
    assert evidence.span is not None
    shown = evidence.article.text[evidence.span.start : evidence.span.end]
    return values(shown, language(evidence.article.language))


def _depart(ones: frozenset[Decimal], others: frozenset[Decimal]) -> bool:
    """Return whether the figures may count the same thing, and no figure is in both."""
    alike = (max(a, b) <= MAGNITUDE * min(a, b) for a in ones for b in others)
    return ones.isdisjoint(others) and any(alike)


def _as_near(question: str, *both: Evidence) -> bool:
    """Return whether two sentences are nearly as much on the question."""
    held = [_asked(question, one) for one in both]
    return min(held) >= AS_NEAR * max(held)


def _asked(question: str, evidence: Evidence) -> int:
    """Return how many of the question's words a sentence holds."""
    read_in = language(evidence.article.language)
    return len(keywords(question, read_in) & keywords(evidence.text, read_in))


def _read_text(passages: Sequence[RankedPassage]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for passage in passages:
        if passage.reading:
            texts[passage.article.id] = f"{texts.get(passage.article.id, '')}\n{passage.text}"
    return texts


def _same_event(one: Article, other: Article, texts: dict[str, str]) -> bool:
    names = [set(map(bare, names_inside(texts[a.id]))) - _calendar(a) for a in (one, other)]
    apart = days_apart(one.published, other.published)
    return len(names[0] & names[1]) >= SHARED_NAMES and (apart is None or apart <= DAYS)


def _calendar(article: Article) -> frozenset[str]:
    return language(article.language).calendar.names
