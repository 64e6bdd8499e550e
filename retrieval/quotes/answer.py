"""The answer to a question with a quotation: the stored sentences that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answer.citations import ArticleLookup, number_citations, verify
from retrieval.text.attribution import LOOK_BACK, attribution, in_full
from retrieval.text.languages import language
from retrieval.values import Answer, Article, Evidence, Sentence, Statement, Trace, TraceKind, Tracing

SHOWN = 3
"""Places in an answer; all are in `Answer.traces`."""
CONFIDENCE: dict[TraceKind, float] = {"verbatim": 0.99, "altered": 0.99, "near": 0.9}
"""Shares of right traces over three corpora, rounded down."""
DECLINED = 0.01
"""Share of declined excerpts whose article is in the index."""


def quote_answer(question: str, tracing: Tracing, articles: ArticleLookup) -> Answer | None:
    """Return the answer with the sentences that hold the excerpt; None if no stored sentence does."""
    statements = verify(_statements(tracing.traces, articles), articles)
    lines, citations = number_citations(statements)
    if not citations:
        return None
    confidence = CONFIDENCE[tracing.traces[0].kind]
    return Answer(question, lines, confidence, citations, traces=tracing.traces)


def is_quoted(tracing: Tracing, question: str) -> bool:
    """Return whether the excerpt was marked as one. A bare sentence may be a question without its mark."""
    return tracing.excerpt.strip() != question.strip()


def _statements(traces: Sequence[Trace], articles: ArticleLookup) -> tuple[Statement, ...]:
    """Return a statement for each of the best traces, of whole sentences."""
    statements = (_statement(t, articles.sentences(t.article.id)) for t in traces[:SHOWN])
    return tuple(filter(None, statements))


def _statement(trace: Trace, sentences: Sequence[Sentence]) -> Statement | None:
    places = [n for n, s in enumerate(sentences) if s.start < trace.end and s.end > trace.start]
    if not places:
        return None
    inside = [sentences[n] for n in places]
    text = trace.article.text[inside[0].start : inside[-1].end]
    by = _speaker(trace.article, sentences, places)
    label = "" if by and by.split()[-1] in text else by
    return Statement(text, tuple(Evidence(trace.article, s, trace.score) for s in inside), label=label)


def _speaker(article: Article, sentences: Sequence[Sentence], places: Sequence[int]) -> str:
    """Return who says the sentences: whom they name, else whom the one before names in the same paragraph."""
    read_in = language(article.language)
    first = max(0, places[0] - LOOK_BACK - 1)
    texts = [article.text[s.start : s.end] for s in sentences[first : places[-1] + 1]]
    own = [attribution(texts, place - first, read_in) for place in places]
    before = places[0] - 1
    if before >= 0 and "\n" not in article.text[sentences[before].end : sentences[places[0]].start]:
        own.append(attribution(texts, before - first, read_in))
    by = next(filter(None, own), None)
    return in_full(by.speaker, article.text, read_in) if by else ""
