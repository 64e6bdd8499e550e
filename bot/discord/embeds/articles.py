"""Articles and outlets as embeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import Embed

from bot.chat.messages import Messages
from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.quotes import credit
from bot.discord.embeds.text import DESCRIPTION, TITLE, address, cut, escaped, fitted
from bot.render.text import neutral_lines
from retrieval.values import Article

OPENING = 1200
"""Characters of an article that are shown; the rest is read where it was published."""
OUTLETS = 40


def latest_embed(articles: Sequence[Article], messages: Messages, now: datetime, about: str = "") -> Embed:
    """A list of articles; `about`: what it was narrowed to."""
    rows = [f"**{fitted(a.title or a.id, 150)}**\n{credit(a, messages, now)}" for a in articles] or [
        messages.latest_none
    ]
    title = f"{messages.latest_title}: {fitted(about, 200)}" if about else messages.latest_title
    return Embed(title=title, description=_joined(rows), colour=REFUSED)


def story_embed(article: Article, messages: Messages, now: datetime) -> Embed:
    """How an article begins."""
    opening = cut(neutral_lines(article.text), OPENING)
    left = len(article.text.split()) - len(opening.split())
    authors = fitted(", ".join(article.authors), 150)
    by = " · ".join(filter(None, (credit(article, messages, now), authors)))
    paragraphs = [escaped(line) for line in opening.splitlines() if line.strip()]
    more = [f"-# {messages.more_to_read.format(count=messages.number(left))}"] if left > 0 else []
    url = address(article.url)
    return Embed(
        title=fitted(article.title or article.id, TITLE),
        url=url or None,
        description="\n\n".join([by, *paragraphs, *more])[:DESCRIPTION],
        colour=REFUSED,
    )


def outlets_embed(sources: Mapping[str, int], messages: Messages) -> Embed:
    """Outlets with their numbers of articles, the largest first."""
    width = max((len(messages.number(count)) for count in sources.values()), default=0)
    rows = [
        f"`{messages.number(count):>{width}}`  {fitted(name or messages.no_source, 80)}"
        for name, count in list(sources.items())[:OUTLETS]
    ]
    if len(sources) > OUTLETS:
        rows.append("…")
    return Embed(title=messages.sources_title, description="\n".join(rows) or messages.empty, colour=REFUSED)


def _joined(rows: Sequence[str]) -> str:
    """As many whole rows as there is room for."""
    text = ""
    for row in rows:
        if len(text) + len(row) + 2 > DESCRIPTION:
            break
        text += f"{row}\n\n"
    return text.strip()
