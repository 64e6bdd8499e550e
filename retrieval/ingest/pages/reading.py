"""A page to its article: what each room of this package finds, put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from retrieval.ingest.cleaning.bylines import split_names
from retrieval.ingest.live_text import timed_parts
from retrieval.ingest.pages.blocks import Block, page_blocks
from retrieval.ingest.pages.body import article_body
from retrieval.ingest.pages.clues import Clues
from retrieval.ingest.pages.dates import page_moments
from retrieval.ingest.pages.declared import Declared, declared, plain
from retrieval.ingest.pages.features import find_headline
from retrieval.ingest.pages.hydration import hidden_article
from retrieval.ingest.pages.live import updates
from retrieval.ingest.pages.rejection import why_no_article
from retrieval.ingest.pages.tables import with_rows
from retrieval.ingest.pages.title import page_titles
from retrieval.text.languages import language
from retrieval.text.urls import is_root
from retrieval.values import LeftOut, Part

LITTLE_PROSE = 400
"""Letters; a page that shows less may be drawn by a script."""
LEAST_LEFT_OUT = 40
"""Letters of a text that is told as left out."""

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its article; `refused` is why it holds none."""

    text: str = ""
    title: str = ""
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    language: str = ""
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    genre: str = ""
    """Like `RawArticle.genre`."""
    refused: str = ""


def read_page(text: str, fetched: str) -> Page:
    """The article of an HTML page that was fetched on the day `fetched` (ISO 8601, or empty)."""
    root = parsed(text)
    if root is None:
        return Page(refused="no article text found in this page")
    said = declared(root)
    titles = page_titles(root, said)
    title = titles[0] if titles else ""
    blocks = _blocks(root)
    clues = page_clues(root, said, titles)
    url = _url(root, said)
    kept = list(article_body(blocks, clues).kept)
    parts, inside = updates(blocks, kept, said)
    kept = sorted({*kept, *inside})
    words = "\n\n".join(blocks[at].text for at in kept)
    spoken = _language(root, said)
    if refused := why_no_article(words, text, title, said, blocks, kept, url, language(spoken)):
        return Page(refused=refused)
    if not words.strip():
        return Page(refused="no article text found in this page")
    moments = page_moments(root, text, said, blocks, find_headline(blocks, title), url, fetched)
    text = "\n\n".join(_texts(blocks, kept))
    return Page(
        text=text,
        title=title,
        url=url,
        source=clues.site,
        authors=clues.authors,
        published=moments.published,
        modified=moments.modified,
        language=spoken,
        parts=parts or timed_parts(text, moments.published, moments.modified),
        left_out=tuple(_left_out(blocks, kept)),
        genre=said.genre,
    )


def page_clues(root: HtmlElement, said: Declared, titles: Sequence[str]) -> Clues:
    return Clues(
        title=titles[0] if titles else "",
        titles=tuple(titles[1:]),
        lead=_lead(said),
        body=plain(said.article.get("articleBody")),
        site=plain(said.first("og:site_name"))
        or plain(said.article.get("publisher"))
        or plain(said.first("application-name")),
        authors=_authors(root, said),
    )


def parsed(text: str) -> HtmlElement | None:
    """The page's tree; None where there is none. lxml stops at a NUL and refuses a declared string."""
    try:
        return document_fromstring(
            _DECLARATION.sub("", text.replace("\0", "").encode("utf-8", "replace").decode()),
            ensure_head_body=True,
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _blocks(root: HtmlElement) -> list[Block]:
    blocks = with_rows(page_blocks(root))
    if sum(block.letters for block in blocks if block.is_prose) >= LITTLE_PROSE:
        return blocks
    drawn = hidden_article(root)
    inner = page_blocks(drawn) if drawn is not None else []
    return (
        inner
        if sum(block.letters for block in inner) > sum(block.letters for block in blocks if block.is_prose)
        else blocks
    )


def _texts(blocks: Sequence[Block], kept: Sequence[int]) -> Iterator[str]:
    """The words of the kept blocks, each said once."""
    seen = set[str]()
    for at in kept:
        block = blocks[at]
        if block.text not in seen:
            seen.add(block.text)
            yield block.text


def _left_out(blocks: Sequence[Block], kept: Sequence[int]) -> Iterator[LeftOut]:
    taken = {blocks[at].text for at in kept}
    for block in blocks:
        if block.letters >= LEAST_LEFT_OUT and block.text not in taken and 2 * block.linked < block.letters:
            yield LeftOut(block.text, "stands beside the article")


def _lead(said: Declared) -> str:
    return plain(said.article.get("description")) or said.first(
        "og:description", "description", "twitter:description"
    )


def _url(root: HtmlElement, said: Declared) -> str:
    """The address that the page names as its own; the site's root would make one article of all its pages."""
    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if (link.get("rel") or "").casefold() == "canonical"
    ]
    named = next(
        (url for url in (*links, said.first("og:url")) if url.startswith(("http://", "https://"))), ""
    )
    return "" if is_root(named) else named


def _authors(root: HtmlElement, said: Declared) -> tuple[str, ...]:
    named = said.article.get("author")
    listed = named if isinstance(named, list) else [named]
    names = [name for each in listed for name in split_names(plain(each)) if not name.startswith("http")]
    if not names:
        names = [
            name
            for name in split_names(
                said.first("author", "article:author", "dc.creator", "byl", "parsely-author")
            )
            if not name.startswith("http")
        ]
    return tuple(dict.fromkeys(names))


def _language(root: HtmlElement, said: Declared) -> str:
    return (
        str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
        or plain(said.article.get("inLanguage"))
        or said.first("og:locale", "content-language").replace("_", "-")
    )[:20]
