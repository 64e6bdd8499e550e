"""HTML: whole pages, and marked-up text inside records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fragment_fromstring, fromstring  # type: ignore[import-untyped]

from retrieval.ingest.pages.reading import read_page
from retrieval.text.characters import normalise
from retrieval.text.languages import is_known
from retrieval.values import Notice, RawArticle, Rejection

MOST_ELEMENTS = 50_000  # more than any article's page

_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|blockquote|section|article|body|html)\s*>"
    r"|<br\s{0,3}/?>|^\s{0,9}<(?:p|div|html|article|!doctype)\b", re.I
)  # fmt: skip
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}>")
_PAGE = re.compile(r"<(?:html|body|head)\b", re.I)
_BLOCK_TAGS = """
    address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table td th tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_NEVER_TEXT = ("script", "style", "template", "noscript", "head", "iframe", "object", "svg")


def from_page(text: str, origin: str, fetched: str = "") -> Iterator[RawArticle | Rejection | Notice]:
    """The article of a page with what the page says about it; a page that holds none is rejected."""
    if text.count("<") > 2 * MOST_ELEMENTS:
        yield Rejection(origin, f"a page of more than {MOST_ELEMENTS:,} elements: save the article alone")
        return
    page = read_page(text, fetched)
    if page.refused:
        yield Rejection(origin, page.refused)
        return
    if page.language and not is_known(page.language):
        yield Notice(origin, f"says it is in the language {page.language!r}; the models read English")
    yield RawArticle(
        text=page.text,
        title=page.title,
        url=page.url,
        source=page.source,
        authors=page.authors,
        published=page.published,
        modified=page.modified,
        origin=origin,
        language=page.language,
        parts=page.parts,
        left_out=page.left_out,
        genre=page.genre,
    )


def is_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def from_markup(text: str) -> str:
    """The words of an HTML text, a paragraph for each block."""
    text = _DECLARATION.sub("", normalise(text))  # lxml stops at a NUL and refuses a declared string
    try:
        root = fromstring(text) if _PAGE.search(text) else fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):
        return text
    return "\n\n".join(_paragraphs(root))


def _paragraphs(root: HtmlElement) -> Iterator[str]:
    """Depth first by events, since a page may nest deeper than Python recurses."""
    words: list[str] = []
    etree.strip_elements(root, *_NEVER_TEXT, etree.Comment, etree.PI, with_tail=False)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _flush(words)
        words.append(
            (element.text if event == "start" else element.tail if element is not root else "") or ""
        )
    yield from _flush(words)


def _flush(words: list[str]) -> Iterator[str]:
    paragraph = " ".join("".join(words).split())
    words.clear()
    if paragraph:
        yield paragraph
