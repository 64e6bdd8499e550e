"""The text of an answer beside its quotes, and the words of the quotes to highlight."""

from __future__ import annotations

from dataclasses import replace

from bot.discord.renderer import Renderer
from bot.render.answer_text import lines_text
from retrieval.values import Answer, AnswerLine, Citation, Span


def own_words(answer: Answer, renderer: Renderer) -> str:
    """Return the lines, with markers, that are not simply the sentences quoted below them.

    A model's text stays whole where one of its lines is in words of its own.
    """
    sentences = {citation.marker: citation.evidence.text for citation in answer.citations}
    own = [line for line in answer.lines if not _is_quote(line, sentences)]
    whole = answer.model and any(line.markers for line in own)
    return lines_text(answer.lines if whole else own, renderer.messages)


def _is_quote(line: AnswerLine, sentences: dict[int, str]) -> bool:
    return len(line.markers) == 1 and sentences.get(line.markers[0]) == line.text


def highlighted_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations, with a span only for a short answer, or for what reports differ in."""
    differing = {citation.marker for citation in answer.conflict}
    return tuple(_with_span(c, _highlight(c, answer, differing)) for c in answer.citations)


def _highlight(citation: Citation, answer: Answer, differing: set[int]) -> Span | None:
    if short := answer.short:
        return Span(short.start, short.end, short.score) if short.marker == citation.marker else None
    return citation.evidence.span if citation.marker in differing else None


def _with_span(citation: Citation, span: Span | None) -> Citation:
    return replace(citation, evidence=replace(citation.evidence, span=span))
