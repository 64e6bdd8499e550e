"""What an answer says below its first line, in the form of its kind: parts, a list, or quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from bot.discord.embeds.highlight import highlight, highlighted_citations, is_quote, own_words
from bot.discord.embeds.quotes import NOTE, SHORTEST, credit, quote_line, quotes, told_by_others
from bot.discord.embeds.text import cut, escaped, fitted, fitting_rows
from bot.discord.embeds.times import day, moment
from bot.discord.renderer import Renderer
from bot.render.answer_text import refusal_text
from bot.render.origin import origin_text
from retrieval.values import Answer, AnsweredPart, AnswerLine, Citation
from retrieval.values.understanding import Kind

LISTS = frozenset(
    {Kind.TIMELINE, Kind.REACTIONS, Kind.LIST, Kind.LATEST, Kind.DIGEST, Kind.COMPARE, Kind.COUNT}
)
"""Kinds whose lines are items, in an order that says something."""
LONGEST_PROSE = 1800
LONGEST_LABEL = 100
LONGEST_QUOTE = 600
_MARKERS = re.compile(r"(?:\\\[\d+\\\])+")
"""A run of markers, escaped."""


def body(answer: Answer, renderer: Renderer, *, room: int) -> str:
    """Return the sentences of an answer, and its words that are no sentences of articles."""
    if answer.parts:
        return _parts(answer, renderer, room)
    citations = highlighted_citations(answer)
    if _is_list(answer.lines, citations, listed=answer.kind in LISTS):
        return _items(answer.lines, citations, renderer, room)
    own = prose(own_words(answer.lines, citations, renderer, written=bool(answer.model)))
    rest = quotes(citations, renderer, room=room - len(own) - len("\n\n"))
    return "\n\n".join(filter(None, (own, rest)))


def prose(text: str) -> str:
    """Return escaped text with its markers in bold, like the markers of the quotes."""
    lines = (escaped(line) for line in cut(text, LONGEST_PROSE).splitlines())
    return _MARKERS.sub(lambda markers: f"**{markers[0].replace(chr(92), '')}**", "\n".join(lines))


def _is_list(lines: Sequence[AnswerLine], citations: Sequence[Citation], *, listed: bool) -> bool:
    """Return whether the lines are drawn one by one: sentences of a list, or ones under names."""
    named = any(line.label and moment(line.label) is None for line in lines)
    return bool(lines) and (listed or named) and all(is_quote(line, citations) for line in lines)


def _items(lines: Sequence[AnswerLine], citations: Sequence[Citation], renderer: Renderer, room: int) -> str:
    """Return the lines in their own order, shortened or in part where there is no room for all."""
    items = list(_grouped(lines, {citation.marker: citation for citation in citations}))
    most = LONGEST_QUOTE
    shown = [_drawn(item, renderer, most) for item in items]
    while most > SHORTEST and len("\n\n".join(shown)) > room:
        most //= 2
        shown = [_drawn(item, renderer, most) for item in items]
    fitting = fitting_rows(shown, room)
    if len(fitting) == len(items):
        return "\n\n".join(fitting)
    fitting = fitting_rows(shown, room - NOTE)
    left = sum(len(item.citations) for item in items[len(fitting) :])
    return "\n\n".join([*fitting, f"-# {renderer.text('left-out', count=left)}"])


@dataclass(frozen=True, slots=True)
class _Item:
    """Sentences of one article in a row, under their day or speaker."""

    label: str
    dated: bool
    """Whether the day is told above, for these or for those before."""
    citations: tuple[Citation, ...]


def _grouped(lines: Sequence[AnswerLine], cited: Mapping[int, Citation]) -> Iterator[_Item]:
    """Yield the lines of one article that follow each other together, each day told once."""

    def place(pair: tuple[str, Citation]) -> tuple[str, str]:
        return pair[0], pair[1].evidence.article.id

    labels = accumulate((line.label for line in lines), lambda last, label: label or _day_only(last))
    last = ""
    for (label, _), group in groupby(
        zip(labels, (cited[line.markers[0]] for line in lines), strict=True), key=place
    ):
        told = "" if label == last and _day_only(label) else label
        yield _Item(told, bool(_day_only(label)), tuple(citation for _, citation in group))
        last = label


def _day_only(label: str) -> str:
    """Return a label that holds for what follows without one: a day, and no speaker."""
    return label if moment(label) else ""


def _drawn(item: _Item, renderer: Renderer, most: int) -> str:
    """Return sentences under their day or speaker, with who published them in small."""
    when = moment(item.label)
    label = day(when) if when else f"{fitted(item.label, LONGEST_LABEL)}:"
    origin = fitted(origin_text(item.citations, renderer.messages), LONGEST_LABEL)
    source = credit(item.citations[0].evidence.article, renderer, or_title=True, dated=not item.dated)
    small = " · ".join(filter(None, (source, origin))) + told_by_others(item.citations, renderer)
    rows = [quote_line(citation, renderer, most) for citation in item.citations]
    return "\n".join([*([f"**{label}**"] if item.label else []), *rows, f"-# {small}"])


def _parts(answer: Answer, renderer: Renderer, room: int) -> str:
    """Return each question with its answer. Fields would hold 1,024 characters, and need embeds."""
    each = room // len(answer.parts) - len("\n\n")
    return "\n\n".join(fitting_rows([_part(part, answer, renderer, each) for part in answer.parts], room))


def _part(part: AnsweredPart, answer: Answer, renderer: Renderer, room: int) -> str:
    question = f"__{fitted(part.question, 300)}__"
    if part.refusal:
        return f"{question}\n{fitted(refusal_text(part.refusal, renderer.messages), 400)}"
    short = f"**{fitted(part.short.text, 300)}**" if part.short else ""
    markers = {marker for line in part.lines for marker in line.markers}
    citations = highlight((c for c in answer.citations if c.marker in markers), part.short)
    own = prose(own_words(part.lines, citations, renderer, written=bool(answer.model)))
    head = "\n".join(filter(None, (question, short, own)))
    left = room - len(head) - 1
    if _is_list(part.lines, citations, listed=False):
        return f"{head}\n{_items(part.lines, citations, renderer, left)}"
    return f"{head}\n{quotes(citations, renderer, room=left)}"
