"""Articles and outlets as embeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from discord import Embed

from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.pages import Page
from bot.discord.embeds.quotes import credit
from bot.discord.embeds.text import DESCRIPTION, TITLE, address, escaped, fitted, fitting_rows, linked
from bot.discord.renderer import Renderer
from bot.render.text import neutral_lines
from retrieval.text.sentences import split
from retrieval.values import Article

OPENING = 1200
"""Characters of an article on a page."""
LISTED = 8
"""Articles on a page."""
OUTLETS = 40


def latest_page(articles: Sequence[Article], renderer: Renderer, about: str, number: int) -> Page:
    """Return a page of a list of articles. `about` says how the list was narrowed."""
    pages = max(1, -(-len(articles) // LISTED))
    number = min(number, pages - 1)
    rows = [
        f"{linked(f'**{fitted(a.title or a.id, 150)}**', a.url)}\n{credit(a, renderer)}"
        for a in articles[number * LISTED : (number + 1) * LISTED]
    ]
    rows = rows or [renderer.text("latest-none")]
    title = (
        renderer.text("latest-about", about=fitted(about, 200)) if about else renderer.text("latest-title")
    )
    embed = Embed(title=title, description="\n\n".join(fitting_rows(rows)), colour=REFUSED)
    return _numbered(Page(embed, number, pages), renderer)


def story_page(article: Article, renderer: Renderer, number: int) -> Page:
    """Return a page of an article, the first with who wrote it."""
    pieces = list(_pieces(neutral_lines(article.text)))
    number = min(number, len(pieces) - 1)
    authors = fitted(", ".join(article.authors), 150)
    by = " · ".join(filter(None, (credit(article, renderer), authors)))
    paragraphs = [escaped(line) for line in pieces[number].splitlines() if line.strip()]
    left = sum(len(piece.split()) for piece in pieces[number + 1 :])
    more = [f"-# {renderer.text('more-to-read', count=left)}"] if left else []
    embed = Embed(
        title=fitted(article.title or article.id, TITLE),
        url=address(article.url) or None,
        description="\n\n".join([by, *paragraphs, *more])[:DESCRIPTION],
        colour=REFUSED,
    )
    return _numbered(Page(embed, number, len(pieces), address(article.url)), renderer)


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of at most `OPENING` characters that end with a paragraph or a sentence."""
    left = text.strip()
    while len(left) > OPENING:
        head = left[:OPENING]
        ends = [head.rfind("\n"), *(sentence.end for sentence in split(head)[:-1]), head.rfind(" ")]
        end = next(
            (end for end in (ends[0], max(ends[1:-1], default=0), ends[-1]) if end > OPENING // 2), OPENING
        )
        yield left[:end]
        left = left[end:].strip()
    yield left


def _numbered(page: Page, renderer: Renderer) -> Page:
    if page.pages > 1:
        page.embed.set_footer(text=renderer.text("page", page=page.page + 1, pages=page.pages))
    return page


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
