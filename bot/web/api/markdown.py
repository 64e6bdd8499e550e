"""An answer as Markdown whose citations are links, for the clients of OpenAI's API."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from bot.render.answer_text import english, lines_text, notices_text, shown_text
from bot.render.text import by_article, day_text, neutral
from bot.web.links import outside_link
from retrieval.values import Answer, Citation, Partial

SOURCES = "\n\n**Sources**\n\n"
_MARKER = re.compile(r"\[(\d+)\]")
_LINK = re.compile(r"\s*\[\[\d+\]\]\(<[^>]*>\)")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")
_START = re.compile(r"^(\s*\d*)([-=#+.)])")
"""What begins a list, a heading or a rule."""


def answer_markdown(answer: Answer, base: str, sent: str = "") -> str:
    """Return the answer and its sources; with what was `sent` before, the rest of it.

    A short answer leads, unless something was sent. An answer that goes another way follows as a whole.
    """
    links = {c.marker: outside_link(c, base) for c in answer.citations}
    text, tail = _linked(shown_text(answer), links), _tail(answer, base)
    if sent:
        return (text.removeprefix(sent) if text.startswith(sent) else f"\n\n{text}") + tail
    return _short(answer, links) + text + tail


def partial_markdown(partial: Partial, base: str) -> str:
    """Return the verified lines so far."""
    links = {c.marker: outside_link(c, base) for c in partial.citations}
    return _linked(lines_text(partial.lines, english()), links)


def plain_answer(markdown: str) -> str:
    """Return what an answer of ours said, without its links and sources."""
    return _LINK.sub("", markdown.partition(SOURCES)[0])


def escaped(text: str) -> str:
    """Return text of an article in which nothing is markup: no link, no picture, no heading."""
    return _START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", neutral(text)))


def _linked(text: str, links: dict[int, str]) -> str:
    """Return escaped text with its markers as links; every second piece of the split is a marker's number."""
    pieces = _MARKER.split(text)
    return "".join(
        _marker(int(piece), links) if odd % 2 else escaped(piece) for odd, piece in enumerate(pieces)
    )


def _marker(number: int, links: dict[int, str]) -> str:
    return f"[[{number}]](<{_safe(links[number])}>)" if number in links else f"\\[{number}\\]"


def _safe(url: str) -> str:
    """Return an address without characters that could end the link."""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~")


def _short(answer: Answer, links: dict[int, str]) -> str:
    short = answer.short
    return f"**{escaped(short.text)}** {_marker(short.marker, links)}\n\n" if short else ""


def _tail(answer: Answer, base: str) -> str:
    notices = notices_text(answer)
    lines = "\n".join(_source(group, base) for group in by_article(answer.citations))
    return (f"\n\n{escaped(notices)}" if notices else "") + (SOURCES + lines if lines else "")


def _source(citations: Iterable[Citation], base: str) -> str:
    """Return the line of one article."""
    first, *_ = group = list(citations)
    article = first.evidence.article
    markers = "".join(f"\\[{citation.marker}\\]" for citation in group)
    title = escaped(article.title or article.id)
    facts = (f"[{title}](<{_safe(outside_link(first, base))}>)", article.source, day_text(article.published))
    named, *rest = facts
    return f"- {markers} " + ", ".join([named, *(escaped(fact) for fact in rest if fact)])
