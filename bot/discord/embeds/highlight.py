"""What of an answer is said beside its quotes, and which words of these are lit up."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.values import Answer, Citation, Span


def own_words(answer: Answer) -> str:
    """The answer's text less the sentences that are quoted below it anyway, markers and all.

    A model's text stays whole where it is more than these.
    """
    text = answer.text
    for citation in answer.citations:
        text = text.replace(f"{citation.evidence.text} [{citation.marker}]", "")
    whole = answer.model and re.search(r"\[\d+\]", text)
    return (answer.text if whole else text).strip()


def lit_citations(answer: Answer) -> tuple[Citation, ...]:
    """The citations, with a span only for words to be lit up: a short answer, or what reports differ in."""
    told = own_words(answer)
    return tuple(_with_span(citation, _lit(citation, answer, told)) for citation in answer.citations)


def _lit(citation: Citation, answer: Answer, told: str) -> Span | None:
    if short := answer.short:
        return Span(short.start, short.end, short.score) if short.marker == citation.marker else None
    span = citation.evidence.span
    if span is None or answer.refused:
        return None
    return span if f"“{citation.evidence.article.text[span.start : span.end]}”" in told else None


def _with_span(citation: Citation, span: Span | None) -> Citation:
    return replace(citation, evidence=replace(citation.evidence, span=span))
