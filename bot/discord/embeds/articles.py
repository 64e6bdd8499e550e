"""Articles and outlets as embeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord import Embed

from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.quotes import credit
from bot.discord.embeds.text import DESCRIPTION, TITLE, address, cut, escaped, fitted, fitting_rows, linked
from bot.discord.renderer import Renderer
from bot.render.text import neutral_lines
from retrieval.values import Article

OPENING = 1200
"""Characters of an article that are shown; the rest is read where it was published."""
OUTLETS = 40


def latest_embed(articles: Sequence[Article], renderer: Renderer, about: str = "") -> Embed:
    """Return a list of articles. `about` says how the list was narrowed."""
    rows = [
        f"{linked(f'**{fitted(a.title or a.id, 150)}**', a.url)}\n{credit(a, renderer)}" for a in articles
    ]
    rows = rows or [renderer.text("latest-none")]
    title = (
        renderer.text("latest-about", about=fitted(about, 200)) if about else renderer.text("latest-title")
    )
    return Embed(title=title, description="\n\n".join(fitting_rows(rows)), colour=REFUSED)


def story_embed(article: Article, renderer: Renderer) -> Embed:
    """Return the beginning of an article."""
    opening = cut(neutral_lines(article.text), OPENING)
    left = len(article.text.split()) - len(opening.split())
    authors = fitted(", ".join(article.authors), 150)
    by = " · ".join(filter(None, (credit(article, renderer), authors)))
    paragraphs = [escaped(line) for line in opening.splitlines() if line.strip()]
    more = [f"-# {renderer.text('more-to-read', count=left)}"] if left > 0 else []
    url = address(article.url)
    return Embed(
        title=fitted(article.title or article.id, TITLE),
        url=url or None,
        description="\n\n".join([by, *paragraphs, *more])[:DESCRIPTION],
        colour=REFUSED,
    )


def outlets_embed(sources: Mapping[str, int], renderer: Renderer) -> Embed:
    """Return the outlets with their numbers of articles, the largest first."""
    width = max((len(renderer.messages.number(count)) for count in sources.values()), default=0)
    rows = [
        f"`{renderer.messages.number(count):>{width}}`  {fitted(name or renderer.text('no-source'), 80)}"
        for name, count in list(sources.items())[:OUTLETS]
    ]
    if len(sources) > OUTLETS:
        rows.append("…")
    return Embed(
        title=renderer.text("sources-title"),
        description="\n".join(rows) or renderer.text("empty"),
        colour=REFUSED,
    )
