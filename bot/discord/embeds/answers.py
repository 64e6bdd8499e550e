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
from retrieval.values import Answer, AnswerNotice, NoticeKind, Query

COLOURS: dict[Level, Colour] = {
    "high": Colour(0x2E9E5B),
    "good": Colour(0x7FB040),
    "fair": Colour(0xE0A030),
    "low": Colour(0xD2691E),
}
DIFFERING = COLOURS["fair"]
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
    if answer.refused:
        return _refusal_embed(kept, renderer, titled=titled)
    head = _lead(answer, renderer)
    foot = _foot(kept, renderer)
    room = DESCRIPTION - len(head) - len(foot) - len("\n\n") * 2
    parts = [head, quotes(highlighted_citations(answer), renderer, room=room), foot]
    return Embed(
        title=fitted(kept.query.text, TITLE) if titled else None,
        description="\n\n".join(filter(None, parts)),
        # No green where reports differ: the articles are sure of more than one thing.
        colour=DIFFERING if answer.conflict else COLOURS[confidence_level(answer.confidence)],
    )


def _refusal_embed(kept: KeptAnswer, renderer: Renderer, *, titled: bool) -> Embed:
    """Return a refusal in two lines; a button shows what came nearest."""
    assert kept.answer.refusal is not None
    why = fitted(reason_text(kept.answer.refusal, renderer.messages), 400)
    limits = limits_text(kept.query, renderer)
    if not kept.coverage.articles and limits:
        why = renderer.text("refused-no-articles", limits=limits)
    return Embed(
        title=fitted(kept.query.text, TITLE) if titled else None,
        description=f"**{renderer.text('refused')}** {why}\n{_foot(kept, renderer, sure=False)}",
        colour=REFUSED,
    )


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


def _foot(kept: KeptAnswer, renderer: Renderer, *, sure: bool = True) -> str:
    """Return the small lines: how sure, what was searched, how it was understood, and who wrote it."""
    answer = kept.answer
    level = confidence_level(answer.confidence)
    percent = round(100 * answer.confidence)
    confidence = renderer.text("confidence", level=level, percent=percent) if sure else ""
    parts = [coverage_text("searched", kept.coverage, renderer), limits_text(kept.query, renderer)]
    standalone = fitted(answer.standalone, 300)
    understood = [renderer.text("understood", question=standalone)] if standalone else []
    written = [renderer.text("written", model=fitted(answer.model, 80))] if answer.model else []
    gone = [renderer.text("gone", marker=g.marker, title=fitted(g.title, 100)) for g in kept.gone]
    notices = [readers_notice(n, renderer) for n in answer.notices]
    lines = [*understood, " · ".join(filter(None, [confidence, *parts])), *written, *notices, *gone]
    return "\n".join(f"-# {line}" for line in lines)


def readers_notice(notice: AnswerNotice, renderer: Renderer) -> str:
    """Return what a reader must know of a model's answer. What its operator must do stands in the log."""
    if notice.kind is NoticeKind.NOTHING_SUPPORTED:
        return fitted(notice_text(notice, renderer.messages), 200)
    key: MessageKey = "model-broke-off" if notice.kind is NoticeKind.MODEL_BROKE_OFF else "model-absent"
    return renderer.text(key)


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
