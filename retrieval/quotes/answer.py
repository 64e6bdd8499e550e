"""The answer to a question that carries a quotation: the stored sentences in which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.citations import ArticleLookup, number_citations, verify
from retrieval.values import Answer, Evidence, Sentence, Statement, Trace, TraceKind, Tracing

SHOWN = 3
"""Places an answer shows; the rest are in `Answer.traces`."""
CONFIDENCE: dict[TraceKind, float] = {"verbatim": 0.99, "altered": 0.99, "near": 0.9}
"""Shares of right traces over three corpora, a little rounded down for what those lack."""
DECLINED = 0.01
"""Share of excerpts declined whose article is there after all."""


def quote_answer(question: str, tracing: Tracing, articles: ArticleLookup) -> Answer | None:
    """Return the answer that shows where the excerpt stands; None where no stored sentence holds it."""
    statements = verify(_statements(tracing.traces, articles), articles)
    lines, citations = number_citations(statements)
    if not citations:
        return None
    confidence = CONFIDENCE[tracing.traces[0].kind]
    return Answer(question, lines, confidence, citations, traces=tracing.traces)


def is_quoted(tracing: Tracing, question: str) -> bool:
    """Return whether the excerpt was marked as one: a bare sentence may be a question that lacks its mark."""
    return tracing.excerpt.strip() != question.strip()


def _statements(traces: Sequence[Trace], articles: ArticleLookup) -> tuple[Statement, ...]:
    """Return, for each of the best traces, the whole sentences it stands in."""
    statements = (_statement(t, articles.sentences(t.article.id)) for t in traces[:SHOWN])
    return tuple(filter(None, statements))


def _statement(trace: Trace, sentences: Sequence[Sentence]) -> Statement | None:
    held = [s for s in sentences if s.start < trace.end and s.end > trace.start]
    if not held:
        return None
    text = trace.article.text[held[0].start : held[-1].end]
    return Statement(text, tuple(Evidence(trace.article, s, trace.score) for s in held))
