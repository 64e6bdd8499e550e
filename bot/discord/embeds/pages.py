"""The pages that the buttons under an answer open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from discord import Embed

from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.answers import REFUSED, coverage_text, limits_text
from bot.discord.embeds.highlight import highlighted_citations
from bot.discord.embeds.quotes import credit, quoted, titled
from bot.discord.embeds.text import DESCRIPTION, TITLE, address, escaped, fitted
from bot.discord.renderer import Renderer
from bot.messages.keys import MessageKey
from bot.render.answer_text import refusal_text
from bot.render.articles import paragraph
from bot.render.text import neutral_lines
from retrieval.values import Answer, Citation, RankedPassage, RefusalReason

Topic: TypeAlias = Literal["sources", "why", "more", "figures"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
WHY_ROWS, MORE_ROWS = 8, 3
"""Passages a page."""
LONGEST_SIDE = 1400
"""Characters shown on each side of a cited sentence."""
Bodies: TypeAlias = Sequence[tuple[str, str, str]]
"""The title, the text and the link of each page; at least one."""


@dataclass(frozen=True, slots=True)
class Page:
    """One of `pages`, counted from 0, and the article it is about, if it is about one."""

    embed: Embed
    page: int
    pages: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageContent:
    """The answer that a page is about, and how to render it."""

    kept: KeptAnswer
    renderer: Renderer
    threshold: float


def make_page(topic: Topic, content: PageContent, number: int) -> Page:
    """Return page `number` of a topic, or the last one if there are not so many."""
    bodies = _MAKERS[topic](content)
    number = min(number, len(bodies) - 1)
    title, text, url = bodies[number]
    embed = Embed(title=title or None, description=text[:DESCRIPTION], url=url or None, colour=REFUSED)
    if len(bodies) > 1:
        embed.set_footer(text=content.renderer.text("page", page=number + 1, pages=len(bodies)))
    return Page(embed, number, len(bodies), url)


def _sources(content: PageContent) -> Bodies:
    bodies = []
    for citation in sorted(highlighted_citations(content.kept.answer), key=lambda c: c.marker):
        article = citation.evidence.article
        text = f"**{citation.marker}**  {credit(article, content.renderer)}\n\n{_paragraph(citation)}"
        bodies.append((fitted(article.title or article.id, TITLE), text, address(article.url)))
    return bodies or [("", "\n".join(_gone(content)) or content.renderer.text("more-none"), "")]


def _paragraph(citation: Citation) -> str:
    """Return the paragraph with the sentence in bold and the words that answer underlined."""
    evidence = citation.evidence
    text, sentence = neutral_lines(evidence.article.text), evidence.sentence
    start, end = paragraph(text, sentence)
    before, after = text[start : sentence.start], text[sentence.end : end]
    shown = f"**{quoted(evidence, LONGEST_SIDE, '__')}**"
    rest = fitted(after, LONGEST_SIDE // 2) if after.strip() else ""
    return "> " + " ".join(filter(None, (_tail(before), shown, rest)))


def _tail(before: str) -> str:
    """Return the end of the text before the sentence, cut between words."""
    before = before.strip()
    if len(before) <= LONGEST_SIDE // 2:
        return escaped(before) if before else ""
    kept = before[-LONGEST_SIDE // 2 :]
    return "… " + escaped(kept[kept.find(" ") + 1 :])


def _why(content: PageContent) -> Bodies:
    """Return for readers what was searched, which sentences answer, and how sure that is."""
    kept, renderer = content.kept, content.renderer
    answer = kept.answer
    searched = " · ".join(
        filter(None, (coverage_text("searched", kept.coverage, renderer), limits_text(kept.query, renderer)))
    )
    used = _used(answer.passages, content)
    lines = [
        renderer.text("why-searched", searched=searched, count=len(answer.passages)),
        *([] if answer.refused else [renderer.text("why-cited", count=len(used))]),
        *([renderer.text("why-differ")] if answer.conflict else []),
        *([renderer.text("written", model=fitted(answer.model, 80))] if answer.model else []),
        _why_sure(answer, content),
        *_gone(content),
    ]
    return [(renderer.text("why-title"), "\n\n".join(lines), "")]


def _why_sure(answer: Answer, content: PageContent) -> str:
    """Return how sure the answer is; for a refusal, the reason, which is not always the confidence."""
    percent, threshold = round(100 * answer.confidence), round(100 * content.threshold)
    if answer.refusal and answer.refusal.reason is not RefusalReason.BELOW_THRESHOLD:
        return refusal_text(answer.refusal, content.renderer.messages)
    key: MessageKey = "why-refused" if answer.refusal else "why-sure"
    return content.renderer.text(key, percent=percent, threshold=threshold)


def _figures(content: PageContent) -> Bodies:
    answer, renderer = content.kept.answer, content.renderer
    rows = [_row(n, p, content) for n, p in enumerate(answer.passages, start=1)]
    search, rerank, total = (round(answer.timings_ms.get(step, 0)) for step in ("search", "rerank", "total"))
    percent, threshold = round(100 * answer.confidence), round(100 * content.threshold)
    count = len(answer.passages)
    left_out = count - len(_used(answer.passages, content))
    facts = [
        renderer.text("why-threshold", percent=percent, threshold=threshold),
        renderer.text("why-spent", search=search, rerank=rerank, total=total),
        *([renderer.text("why-left-out", count=left_out, found=count)] if left_out else []),
        *_gone(content),
    ]
    foot = ["", *(f"-# {fact}" for fact in facts)]
    title = renderer.text("figures")
    return [(title, "\n".join([*part, *foot]), "") for part in _chunks(rows, WHY_ROWS)]


def _row(rank: int, ranked: RankedPassage, content: PageContent) -> str:
    """Return the row as in "`1` `0.93`  Title — Herald · cited"."""
    article = ranked.article
    used = f" · **{content.renderer.text('why-used')}**" if ranked in _used((ranked,), content) else ""
    title = fitted(article.title or article.id, 90)
    source = f" — {fitted(article.source, 40)}" if article.source else ""
    return f"`{rank:>2}` `{ranked.score:6.2f}`  {title}{source}{used}"


def _used(passages: Sequence[RankedPassage], content: PageContent) -> list[RankedPassage]:
    """Return the passages that hold a cited sentence."""
    cited = {(c.evidence.article.id, c.evidence.sentence) for c in content.kept.answer.citations}
    return [p for p in passages if any((p.article.id, s) in cited for s in p.passage.sentences)]


def _more(content: PageContent) -> Bodies:
    passages, renderer = content.kept.answer.passages, content.renderer
    used = _used(passages, content)
    parts = _chunks([_excerpt(p, content) for p in passages if p not in used], MORE_ROWS)
    title, none = renderer.text("more-title"), renderer.text("more-none")
    return [(title, "\n\n".join(part) or none, "") for part in parts]


def _excerpt(ranked: RankedPassage, content: PageContent) -> str:
    article = ranked.article
    source = credit(article, content.renderer, or_title=True) + titled(article)
    return f"> {fitted(ranked.text, 500)}\n{source}"


def _chunks(rows: Sequence[str], size: int) -> list[Sequence[str]]:
    """Return at least one chunk, which may be empty."""
    return [rows[i : i + size] for i in range(0, len(rows), size)] or [()]


def _gone(content: PageContent) -> list[str]:
    gone = content.kept.gone
    return [content.renderer.text("gone", marker=g.marker, title=fitted(g.title, 100)) for g in gone]


_MAKERS: Mapping[Topic, Callable[[PageContent], Bodies]] = {
    "sources": _sources,
    "why": _why,
    "more": _more,
    "figures": _figures,
}
