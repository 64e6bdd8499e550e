"""An answer as an embed: the short answer, the cited sentences, the confidence, the searched articles."""

from __future__ import annotations

import re
from typing import Literal

from discord import Colour, Embed

from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.highlight import highlighted_citations, own_words
from bot.discord.embeds.quotes import quotes
from bot.discord.embeds.text import DESCRIPTION, TITLE, cut, escaped, fitted
from bot.discord.embeds.times import newest
from bot.discord.renderer import Renderer
from bot.messages.keys import MessageKey
from bot.render.answer_text import figures_text, is_talk, notice_text, quote_text, reason_text
from bot.render.text import Level, confidence_level
from retrieval.index.browse import Coverage
from retrieval.values import Answer, Query

COLOURS: dict[Level, Colour] = {
    "high": Colour(0x2E9E5B),
    "good": Colour(0x7FB040),
    "fair": Colour(0xE0A030),
    "low": Colour(0xD2691E),
}
REFUSED = Colour(0x80848E)
"""Grey, since a refusal is not a bad answer."""
LONGEST_PROSE = 1800
BACKSLASH = "\\"
_MARKERS = re.compile(r"(?:\\\[\d+\\\])+")
"""A run of markers, escaped."""


def answer_embed(kept: KeptAnswer, renderer: Renderer, *, titled: bool = True) -> Embed:
    """Return the embed of an answer. `titled` puts the question on top, where it cannot be seen otherwise."""
    answer = kept.answer
    if is_talk(answer):
        return Embed(description=renderer.text("talk"), colour=REFUSED)
    head = _refusal(answer, renderer) if answer.refused else _lead(answer, renderer)
    foot = _foot(kept, renderer)
    room = DESCRIPTION - len(head) - len(foot) - len("\n\n") * 2
    parts = [head, quotes(highlighted_citations(answer), renderer, room=room), foot]
    return Embed(
        title=fitted(kept.query.text, TITLE) if titled else None,
        description="\n\n".join(filter(None, parts)),
        colour=REFUSED if answer.refused else COLOURS[confidence_level(answer.confidence)],
    )


def _refusal(answer: Answer, renderer: Renderer) -> str:
    assert answer.refusal is not None
    why = f"**{renderer.text('refused')}** {fitted(reason_text(answer.refusal, renderer.messages), 400)}"
    return f"{why}\n\n*{renderer.text('nearest')}*" if answer.citations else why


def _lead(answer: Answer, renderer: Renderer) -> str:
    """Return the short answer in bold, then the text that no quote below holds."""
    short = f"**{fitted(answer.short.text, 300)}**" if answer.short else ""
    prose = _prose(own_words(answer, renderer))
    if answer.conflict:
        prose = f"**{renderer.text('differ')}** {_prose(figures_text(answer.conflict))} {prose}"
    elif answer.traces:
        prose = f"{_prose(quote_text(answer.traces[0], renderer.messages))} {prose}"
    return "\n\n".join(filter(None, (short, prose.strip())))


def _prose(text: str) -> str:
    """Return escaped text with its markers in bold, like the markers of the quotes."""
    lines = (escaped(line) for line in cut(text, LONGEST_PROSE).splitlines())
    return _MARKERS.sub(lambda markers: f"**{markers[0].replace(BACKSLASH, '')}**", "\n".join(lines))


def _foot(kept: KeptAnswer, renderer: Renderer) -> str:
    answer = kept.answer
    level = confidence_level(answer.confidence)
    sure = renderer.text("confidence", level=level, percent=round(100 * answer.confidence))
    parts = [coverage_text("searched", kept.coverage, renderer), limits_text(kept.query, renderer)]
    standalone = fitted(answer.standalone, 300)
    understood = [renderer.text("understood", question=standalone)] if standalone else []
    written = [renderer.text("written", model=fitted(answer.model, 80))] if answer.model else []
    gone = [renderer.text("gone", marker=g.marker, title=fitted(g.title, 100)) for g in kept.gone]
    notices = [fitted(notice_text(n, renderer.messages), 200) for n in answer.notices]
    lines = [*understood, " · ".join(filter(None, [sure, *parts])), *written, *notices, *gone]
    return "\n".join(f"-# {line}" for line in lines)


def coverage_text(verb: Literal["searched", "known"], coverage: Coverage, renderer: Renderer) -> str:
    """Return the line as in "searched 1,204 articles, newest 2 hours ago"."""
    articles = renderer.text("articles", count=coverage.articles)
    when = newest(coverage.newest, renderer.now)
    if not when:
        return renderer.text(verb, articles=articles)
    key: MessageKey = "searched-newest" if verb == "searched" else "known-newest"
    return renderer.text(key, articles=articles, when=when)


def limits_text(query: Query, renderer: Renderer) -> str:
    """Return the limits as in "only 2026-01-01 – 2026-03-31, Herald · as of 2026-03-31"; "" for none."""
    limits = ", ".join(filter(None, (_span(query, renderer), fitted(query.source, 80))))
    only = renderer.text("limits", limits=limits) if limits else ""
    as_of = renderer.text("as-of", day=query.as_of) if query.as_of else ""
    return " · ".join(filter(None, (only, as_of)))


def _span(query: Query, renderer: Renderer) -> str:
    if query.since and query.until:
        return f"{query.since} – {query.until}"
    if query.since:
        return renderer.text("from-day", day=query.since)
    return renderer.text("to-day", day=query.until) if query.until else ""
