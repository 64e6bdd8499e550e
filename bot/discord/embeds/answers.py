"""An answer as an embed: the short answer, the sentences it stands on, how sure, what was searched."""

from __future__ import annotations

import re
from datetime import datetime

from discord import Colour, Embed

from bot.chat.messages import Messages
from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.answer_words import conflict_words, lead_words, notice_words, refusal_words
from bot.discord.embeds.highlight import highlighted_citations, own_words
from bot.discord.embeds.quotes import quotes
from bot.discord.embeds.text import DESCRIPTION, TITLE, cut, escaped, fitted
from bot.discord.embeds.times import newest
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
"""Grey: not a bad answer, none."""
LONGEST_PROSE = 1800
BACKSLASH = "\\"
_MARKERS = re.compile(r"(?:\\\[\d+\\\])+")
"""A run of markers, escaped."""


def answer_embed(kept: KeptAnswer, messages: Messages, now: datetime, *, titled: bool = True) -> Embed:
    """`titled`: with the question on top, for where it cannot be seen otherwise."""
    answer = kept.answer
    head = _refusal(answer, messages) if answer.refused else _lead(answer, messages)
    foot = _foot(kept, messages, now)
    room = DESCRIPTION - len(head) - len(foot) - len("\n\n") * 2
    parts = [head, quotes(highlighted_citations(answer), messages, now, room=room), foot]
    return Embed(
        title=fitted(kept.query.text, TITLE) if titled else None,
        description="\n\n".join(filter(None, parts)),
        colour=REFUSED if answer.refused else COLOURS[confidence_level(answer.confidence)],
    )


def _refusal(answer: Answer, messages: Messages) -> str:
    why = f"**{messages.refused}**"
    assert answer.refusal is not None
    why += f" {fitted(refusal_words(answer.refusal, messages), 400)}"
    return f"{why}\n\n*{messages.nearest}*" if answer.citations else why


def _lead(answer: Answer, messages: Messages) -> str:
    """The short answer in bold, and what the answer says in words of its own."""
    short = f"**{fitted(answer.short.text, 300)}**" if answer.short else ""
    prose = _prose(own_words(answer, messages))
    if answer.conflict:
        prose = f"**{messages.differ}** {_prose(conflict_words(answer))} {prose}"
    elif answer.traces:
        prose = f"{_prose(lead_words(answer, messages))} {prose}"
    prose = prose.strip()
    return "\n\n".join(filter(None, (short, prose)))


def _prose(text: str) -> str:
    """With its markers in bold, as they stand before the quotes."""
    lines = (escaped(line) for line in cut(text, LONGEST_PROSE).splitlines())
    return _MARKERS.sub(lambda found: f"**{found[0].replace(BACKSLASH, '')}**", "\n".join(lines))


def _foot(kept: KeptAnswer, messages: Messages, now: datetime) -> str:
    answer = kept.answer
    level = confidence_level(answer.confidence)
    sure = messages.confidence.format(level=getattr(messages, level), percent=round(100 * answer.confidence))
    parts = [searched(kept.coverage, messages, now), limits_in_words(kept.query, messages)]
    standalone = fitted(answer.standalone, 300)
    understood = [messages.understood.format(question=standalone)] if standalone else []
    written = [messages.written.format(model=fitted(answer.model, 80))] if answer.model else []
    gone = [messages.gone.format(marker=g.marker, title=fitted(g.title, 100)) for g in kept.gone]
    notice = [fitted(notice_words(one, messages), 200) for one in answer.notices]
    lines = [*understood, " · ".join(filter(None, [sure, *parts])), *written, *notice, *gone]
    return "\n".join(f"-# {line}" for line in lines)


def searched(coverage: Coverage, messages: Messages, now: datetime) -> str:
    """As in "searched 1,204 articles, newest 2 hours ago"."""
    return _covered(messages.searched, messages.searched_newest, coverage, messages, now)


def known(coverage: Coverage, messages: Messages, now: datetime) -> str:
    """As in "I know 1,204 articles, the newest 2 hours ago."."""
    return _covered(messages.known, messages.known_newest, coverage, messages, now)


def _covered(undated: str, dated: str, coverage: Coverage, messages: Messages, now: datetime) -> str:
    articles = messages.counted(coverage.articles, "article")
    when = newest(coverage.newest, now)
    return dated.format(articles=articles, when=when) if when else undated.format(articles=articles)


def limits_in_words(query: Query, messages: Messages) -> str:
    """As in "only 2026-01-01 – 2026-03-31, Herald · as of 2026-03-31"; "" where nothing was limited."""
    limits = ", ".join(filter(None, (_span(query, messages), fitted(query.source, 80))))
    only = messages.limits.format(limits=limits) if limits else ""
    as_of = messages.as_of.format(day=query.as_of) if query.as_of else ""
    return " · ".join(filter(None, (only, as_of)))


def _span(query: Query, messages: Messages) -> str:
    if query.since and query.until:
        return f"{query.since} – {query.until}"
    if query.since:
        return messages.from_day.format(day=query.since)
    return messages.to_day.format(day=query.until) if query.until else ""
