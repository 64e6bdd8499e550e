"""The text of an answer beside its quotes, and the words of the quotes to highlight."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.discord.renderer import Renderer
from bot.render.answer_text import lines_text
from retrieval.values import Answer, AnswerLine, Citation, ShortAnswer, Span


def own_words(
    lines: Sequence[AnswerLine], citations: Sequence[Citation], renderer: Renderer, *, written: bool
) -> str:
    """Return the lines, with markers, that are not simply the sentences quoted below them.

    A model's text, one that is `written`, stays whole where one of its lines is in words of its own.
    """
    own = [line for line in lines if not is_quote(line, citations)]
    whole = written and any(line.markers for line in own)
    return lines_text(lines if whole else own, renderer.messages)


def is_quote(line: AnswerLine, citations: Iterable[Citation]) -> bool:
    """Return whether a line is the sentence that it cites."""
    cited = [citation.evidence.text for citation in citations if citation.marker in line.markers]
    return len(line.markers) == 1 and cited == [line.text]


def highlighted_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return the citations, with a span only for a short answer, or for what reports differ in."""
    return highlight(answer.citations, answer.short, {citation.marker for citation in answer.conflict})


def highlight(
    citations: Iterable[Citation], short: ShortAnswer | None, differing: Collection[int] = ()
) -> tuple[Citation, ...]:
    """Return the citations with the span of the short answer, else of what the `differing` markers say."""
    return tuple(_with_span(c, _span(c, short, differing)) for c in citations)


def _span(citation: Citation, short: ShortAnswer | None, differing: Collection[int]) -> Span | None:
    if short:
        return Span(short.start, short.end, short.score) if short.marker == citation.marker else None
    return citation.evidence.span if citation.marker in differing else None


def _with_span(citation: Citation, span: Span | None) -> Citation:
    return replace(citation, evidence=replace(citation.evidence, span=span))
