"""What the buttons under an answer open, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from discord import Embed

from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.highlight import highlighted_citations
from bot.discord.embeds.quotes import credit, credit_or_title, quoted, titled
from bot.discord.embeds.text import DESCRIPTION, TITLE, address, escaped, fitted
from bot.discord.renderer import Renderer
from bot.render.articles import paragraph
from bot.render.text import neutral_lines
from retrieval.values import Citation, RankedPassage

Topic: TypeAlias = Literal["sources", "why", "more"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
WHY_ROWS, MORE_ROWS = 8, 3
"""Passages a page."""
LONGEST_SIDE = 1400
"""Characters shown on each side of a cited sentence."""


@dataclass(frozen=True, slots=True)
class Page:
    """One of `pages`, counted from 0, and the article it is about, if it is about one."""

    embed: Embed
    page: int
    pages: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page is made from."""

    kept: KeptAnswer
    renderer: Renderer
    threshold: float


def make_page(topic: Topic, content: PageContent, number: int) -> Page:
    """Page `number` of a topic; the last one where there are not so many."""
    return _MAKERS[topic](content, number)


def _sources(content: PageContent, number: int) -> Page:
    citations = sorted(highlighted_citations(content.kept.answer), key=lambda c: c.marker)
    gone = [_gone(content, g.marker, g.title) for g in content.kept.gone]
    if not citations:
        return Page(Embed(description="\n".join(gone) or content.renderer.text("more-none")), 0, 1)
    number = min(number, len(citations) - 1)
    citation = citations[number]
    article = citation.evidence.article
    url = address(article.url)
    lines = [f"**{citation.marker}**  {credit(article, content.renderer)}", "", _paragraph(citation)]
    embed = Embed(title=fitted(article.title or article.id, TITLE), description="\n".join(lines))
    if url:
        embed.url = url
    return _numbered(Page(embed, number, len(citations), url), content)


def _paragraph(citation: Citation) -> str:
    """The sentence's paragraph, with the sentence in bold and in it the words that answer underlined."""
    evidence = citation.evidence
    text, sentence = neutral_lines(evidence.article.text), evidence.sentence
    start, end = paragraph(text, sentence)
    before, after = text[start : sentence.start], text[sentence.end : end]
    shown = f"**{quoted(evidence, LONGEST_SIDE, '__')}**"
    rest = fitted(after, LONGEST_SIDE // 2) if after.strip() else ""
    return "> " + " ".join(filter(None, (_tail(before), shown, rest)))


def _tail(before: str) -> str:
    """The end of what stands before, cut between words."""
    before = before.strip()
    if len(before) <= LONGEST_SIDE // 2:
        return escaped(before) if before else ""
    kept = before[-LONGEST_SIDE // 2 :]
    return "… " + escaped(kept[kept.find(" ") + 1 :])


def _why(content: PageContent, number: int) -> Page:
    answer, renderer = content.kept.answer, content.renderer
    rows = [_row(n, p, content) for n, p in enumerate(answer.passages, start=1)]
    parts = _chunks(rows, WHY_ROWS)
    number = min(number, len(parts) - 1)
    search, rerank, total = (round(answer.timings_ms.get(step, 0)) for step in ("search", "rerank", "total"))
    percent, threshold = round(100 * answer.confidence), round(100 * content.threshold)
    found = len(answer.passages)
    left_out = found - len(_used(answer.passages, content))
    facts = [
        renderer.text("why-threshold", percent=percent, threshold=threshold),
        renderer.text("why-spent", search=search, rerank=rerank, total=total),
        *([renderer.text("why-left-out", count=left_out, found=found)] if left_out else []),
        *(_gone(content, g.marker, g.title) for g in content.kept.gone),
    ]
    text = "\n".join([*parts[number], "", *(f"-# {fact}" for fact in facts)])
    return _numbered(
        Page(Embed(title=renderer.text("why-title"), description=text), number, len(parts)), content
    )


def _row(rank: int, ranked: RankedPassage, content: PageContent) -> str:
    """As in "`1`  **0.93** Title — Herald · cited"."""
    article = ranked.article
    used = f" · **{content.renderer.text('why-used')}**" if ranked in _used((ranked,), content) else ""
    named = fitted(article.title or article.id, 90)
    source = f" — {fitted(article.source, 40)}" if article.source else ""
    return f"`{rank:>2}` `{ranked.score:6.2f}`  {named}{source}{used}"


def _used(passages: Sequence[RankedPassage], content: PageContent) -> list[RankedPassage]:
    """The passages that hold a cited sentence."""
    cited = {(c.evidence.article.id, c.evidence.sentence) for c in content.kept.answer.citations}
    return [p for p in passages if any((p.article.id, s) in cited for s in p.passage.sentences)]


def _more(content: PageContent, number: int) -> Page:
    passages = content.kept.answer.passages
    used = _used(passages, content)
    blocks = [_excerpt(p, content) for p in passages if p not in used]
    parts = _chunks(blocks, MORE_ROWS)
    number = min(number, len(parts) - 1)
    text = "\n\n".join(parts[number]) or content.renderer.text("more-none")
    embed = Embed(title=content.renderer.text("more-title"), description=text)
    return _numbered(Page(embed, number, len(parts)), content)


def _excerpt(ranked: RankedPassage, content: PageContent) -> str:
    article = ranked.article
    named = credit_or_title(article, content.renderer) + titled(article)
    return f"> {fitted(ranked.text, 500)}\n{named}"


def _chunks(rows: Sequence[str], size: int) -> list[Sequence[str]]:
    """At least one, which may be empty."""
    return [rows[i : i + size] for i in range(0, len(rows), size)] or [()]


def _gone(content: PageContent, marker: int, title: str) -> str:
    return content.renderer.text("gone", marker=marker, title=fitted(title, 100))


def _numbered(page: Page, content: PageContent) -> Page:
    page.embed.colour = REFUSED
    page.embed.description = (page.embed.description or "")[:DESCRIPTION]
    if page.pages > 1:
        page.embed.set_footer(text=content.renderer.text("page", page=page.page + 1, pages=page.pages))
    return page


_MAKERS: Mapping[Topic, Callable[[PageContent, int], Page]] = {
    "sources": _sources,
    "why": _why,
    "more": _more,
}
