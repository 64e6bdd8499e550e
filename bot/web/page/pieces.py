"""Answers cut into pieces that a template draws: words, lit words and markers that lead to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.messages import Messages
from bot.render.answer_text import lead_text, notice_text, refusal_text, talk_text
from bot.render.origin import origin_text, own_brackets
from bot.render.text import by_article, confidence_level, in_all, neutral
from bot.web.links import sentence_path
from bot.web.page.words import day_words
from retrieval.values import Answer, AnsweredPart, AnswerLine, Citation, Partial, ShortAnswer
from retrieval.values.understanding import Kind

LISTS = frozenset({Kind.TIMELINE, Kind.REACTIONS, Kind.LIST, Kind.LATEST, Kind.DIGEST, Kind.COMPARE})
"""Kinds whose lines are items."""
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, or the marker of a citation."""

    text: str
    lit: bool = False
    citation: Citation | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article, with the markers of its sentences."""

    markers: tuple[Piece, ...]
    title: str
    facts: tuple[str, ...]
    also: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One of several questions in one: why it is refused, or its lines."""

    question: str
    refused: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """All that the page shows of an answer."""

    lead: Line
    lines: tuple[Line, ...]
    listed: bool
    sources: tuple[Source, ...]
    refused: str = ""
    """Why there is no answer."""
    nearest: bool = False
    """Whether the lines only came nearest."""
    parts: tuple[PartPage, ...] = ()
    talk: str = ""
    confidence: str = ""
    percent: int = 0
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def answer_page(answer: Answer, messages: Messages) -> AnswerPage:
    """Return what the page shows of an answer."""
    cited = {citation.marker: citation for citation in answer.citations}
    percent = round(100 * answer.confidence)
    level = confidence_level(answer.confidence)
    return AnswerPage(
        lead=() if answer.refused else tuple(_marked(lead_text(answer, messages), cited)),
        lines=_lines(answer.lines, cited, answer.short, messages),
        listed=answer.kind in LISTS and len(answer.lines) > 1,
        sources=sources(answer.citations, messages),
        refused=refusal_text(answer.refusal, messages) if answer.refusal else "",
        nearest=answer.refused and answer.premise is None,
        parts=tuple(_part(part, cited, messages) for part in answer.parts),
        talk=talk_text(answer, messages) if answer.kind is Kind.TALK else "",
        confidence=messages.text("confidence", level=level, percent=percent),
        percent=percent,
        notes=tuple(_notes(answer, messages)),
        suggestions=tuple(map(neutral, answer.suggestions)),
    )


def partial_page(partial: Partial, messages: Messages) -> AnswerPage:
    """Return what the page shows of an answer that still grows."""
    cited = {citation.marker: citation for citation in partial.citations}
    lines = _lines(partial.lines, cited, None, messages)
    return AnswerPage((), lines, listed=False, sources=sources(partial.citations, messages))


def sources(citations: Sequence[Citation], messages: Messages) -> tuple[Source, ...]:
    """Return the cited articles, in the order of their markers."""
    return tuple(_source(group, messages) for group in by_article(citations))


def _source(group: Sequence[Citation], messages: Messages) -> Source:
    article = group[0].evidence.article
    facts = (
        neutral(article.source) or messages.text("no-source"),
        day_words(article.published, messages),
        neutral(origin_text(group, messages)),
    )
    outlets = ", ".join(dict.fromkeys(neutral(other.source) for other in in_all(group) if other.source))
    return Source(
        markers=tuple(map(marker_piece, group)),
        title=neutral(article.title or article.id),
        facts=tuple(filter(None, facts)),
        also=messages.text("also", outlets=outlets) if outlets else "",
    )


def marker_piece(citation: Citation) -> Piece:
    """Return the marker of a citation."""
    return Piece(str(citation.marker), citation=citation, href=sentence_path(citation))


def _notes(answer: Answer, messages: Messages) -> Iterator[str]:
    if answer.standalone:
        yield messages.text("understood", question=neutral(answer.standalone))
    if answer.model:
        yield messages.text("written", model=neutral(answer.model))
    for notice in answer.notices:
        yield notice_text(notice, messages)


def _part(part: AnsweredPart, cited: Mapping[int, Citation], messages: Messages) -> PartPage:
    refused = refusal_text(part.refusal, messages) if part.refusal else ""
    return PartPage(neutral(part.question), refused, _lines(part.lines, cited, part.short, messages))


def _lines(
    lines: Iterable[AnswerLine], cited: Mapping[int, Citation], short: ShortAnswer | None, messages: Messages
) -> tuple[Line, ...]:
    return tuple(tuple(_line(line, cited, short, messages)) for line in lines)


def _line(
    line: AnswerLine, cited: Mapping[int, Citation], short: ShortAnswer | None, messages: Messages
) -> Iterator[Piece]:
    text = neutral(own_brackets(line.text))
    if line.label:
        yield Piece(f"{neutral(line.label)}: ")
    yield from _lit(line, text, cited, short)
    if not line.supported:
        yield Piece(f" ({messages.text('no-source-found')})")
    for marker in line.markers:
        if marker in cited:
            yield marker_piece(cited[marker])


def _lit(
    line: AnswerLine, text: str, cited: Mapping[int, Citation], short: ShortAnswer | None
) -> Iterator[Piece]:
    """Yield the words of a line, those of the short answer lit where the line is the sentence itself."""
    citation = cited.get(short.marker) if short and short.marker in line.markers else None
    if short is None or citation is None or citation.evidence.text != line.text:
        yield Piece(text)
        return
    start, end = (place - citation.evidence.sentence.start for place in (short.start, short.end))
    yield from (Piece(text[:start]), Piece(text[start:end], lit=True), Piece(text[end:]))


def _marked(text: str, cited: Mapping[int, Citation]) -> Iterator[Piece]:
    """Yield text and the markers in it; every second piece of the split is a marker's number."""
    for odd, piece in enumerate(_MARKER.split(text)):
        if odd % 2 and int(piece) in cited:
            yield marker_piece(cited[int(piece)])
        elif piece:
            yield Piece(f"[{piece}]" if odd % 2 else neutral(piece))
