"""Cited sentences as numbered quotes, grouped by article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.discord.embeds.text import fitted, highlighted, linked
from bot.discord.embeds.times import published_and_age
from bot.discord.renderer import Renderer
from bot.render.origin import origin_text, own_brackets
from bot.render.text import by_article, in_all
from retrieval.values import Article, Citation, Evidence

LONGEST_TITLE = 120
NOTE = 80
"""Characters kept free to say how many are left out."""
SHORTEST = 60
"""Characters below which no quote is shortened."""


def quotes(citations: Iterable[Citation], renderer: Renderer, *, room: int, most: int = 600) -> str:
    """Return the quotes in the order of their markers, `most` characters each and `room` in all.

    Highlight the span of a citation's evidence. Where there is no room for all, show at least one, shortened
    if need be, and say how many are left out.
    """
    groups = by_article(citations)
    whole = "\n\n".join(_block(group, renderer, most) for group in groups)
    if len(whole) <= room:
        return whole
    blocks: list[str] = []
    left = sum(map(len, groups))
    free = room - NOTE
    for group in groups:
        block, shown = _fitting(group, renderer, most, free)
        while not shown and not blocks and most > SHORTEST:
            most //= 2
            block, shown = _fitting(group, renderer, most, free)
        blocks += [block] if shown else []
        left -= shown
        free -= len(block) + 2
        if shown < len(group):
            break
    return "\n\n".join([*blocks, f"-# {renderer.text('left-out', count=left)}"])


def _fitting(group: Sequence[Citation], renderer: Renderer, most: int, room: int) -> tuple[str, int]:
    """Return as many quotes of an article as there is room for, and their number."""
    for count in range(len(group), 0, -1):
        block = _block(group[:count], renderer, most)
        if len(block) <= room:
            return block, count
    return "", 0


def quoted(evidence: Evidence, most: int, mark: str = "**") -> str:
    """Return the sentence with the words of its span between marks."""
    span, start = evidence.span, evidence.sentence.start
    if span is None:
        return fitted(own_brackets(evidence.text), most)
    return highlighted(own_brackets(evidence.text), span.start - start, span.end - start, most, mark)


def credit(article: Article, renderer: Renderer, *, or_title: bool = False, dated: bool = True) -> str:
    """Return the outlet with a link, and if `dated` the age: "[Herald](<…>) · 2 March 2026 (8 months ago)".

    `or_title` names the title if there is no outlet.
    """
    name = article.source or (article.title if or_title else "") or renderer.text("no-source")
    outlet = linked(f"**{fitted(name, LONGEST_TITLE)}**", article.url)
    age = published_and_age(article.published, renderer.now) if dated else ""
    return " · ".join(filter(None, (outlet, age)))


def titled(article: Article) -> str:
    """Return a small line with the title, for below the credit; "" if that holds it."""
    return f"\n-# {fitted(article.title, LONGEST_TITLE)}" if article.title and article.source else ""


def _block(group: Sequence[Citation], renderer: Renderer, most: int) -> str:
    article = group[0].evidence.article
    lines = [quote_line(citation, renderer, most) for citation in group]
    origin = fitted(origin_text(group, renderer.messages), LONGEST_TITLE)
    told = " · ".join(filter(None, (credit(article, renderer, or_title=True), origin)))
    return "\n".join([f"{told}{told_by_others(group, renderer)}{titled(article)}", *lines])


def quote_line(citation: Citation, renderer: Renderer, most: int) -> str:
    """Return a cited sentence of at most `most` characters as a quote behind its marker."""
    return f"> **{citation.marker}**  {quoted(citation.evidence, most)}{_doubt(citation, renderer)}"


def told_by_others(group: Sequence[Citation], renderer: Renderer) -> str:
    """Return the other outlets of all these sentences as in " · also Post, Times"."""
    also = dict.fromkeys(fitted(a.source or a.title, 40) for a in in_all(group))
    return f" · {renderer.text('also', outlets=', '.join(also))}" if also else ""


def _doubt(citation: Citation, renderer: Renderer) -> str:
    return "" if citation.verified else f" *({renderer.text('unverified')})*"
