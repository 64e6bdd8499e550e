"""HTML: whole pages through trafilatura, and marked-up text inside records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fragment_fromstring, fromstring  # type: ignore[import-untyped]

from retrieval.ingest.cleaning.bylines import split_names
from retrieval.ingest.loaders.page_facts import page_facts, why_no_article
from retrieval.text.characters import normalise
from retrieval.text.languages import is_known
from retrieval.text.urls import is_root
from retrieval.values import Notice, RawArticle, Rejection

MOST_ELEMENTS = 50_000  # trafilatura takes seconds for so many, and minutes for four times as many

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
_FURNITURE = [  # what stands inside articles and is not their text; trafilatura knows the rest
    "//figcaption",
    "//aside",
    *(
        f"//*[self::div or self::section or self::ul or self::p][contains(@class, '{name}')]"
        for name in ("newsletter", "related-", "share-", "social-share", "most-read", "read-more", "promo-")
    ),
]
_NEVER_TEXT = ("script", "style", "template", "noscript", "head", "iframe", "object", "svg")


def from_page(text: str, origin: str) -> Iterator[RawArticle | Rejection | Notice]:
    """The article of a page with what the page says about it; a stub before a wall is rejected."""
    if text.count("<") > 2 * MOST_ELEMENTS:
        yield Rejection(origin, f"a page of more than {MOST_ELEMENTS:,} elements: save the article alone")
        return
    from trafilatura import bare_extraction  # a tenth of a second, and needed only here

    try:
        page = bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            prune_xpath=_FURNITURE,
            date_extraction_params={"extensive_search": False},
        )
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # its parsers, on hostile pages
        page = None
    words = "" if page is None or isinstance(page, dict) else page.text or ""
    if page is None or isinstance(page, dict) or not words.strip():
        yield Rejection(origin, "no article text found in this page")
        return
    facts = page_facts(text)
    if reason := why_no_article(words, text, facts):
        yield Rejection(origin, reason)
        return
    if facts.language and not is_known(facts.language):
        yield Notice(origin, f"says it is in the language {facts.language!r}; the models read English")
    yield RawArticle(
        text="\n\n".join(_lines(words, text)),
        title=page.title or "",
        url="" if is_root(named := page.url or "") else named,  # all pages of the site would be one
        source=page.sitename or "",
        authors=split_names(page.author or ""),
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        origin=origin,
    )


def _lines(words: str, page: str) -> list[str]:
    """Of a short article trafilatura gives all there is in <article> as one line: then its own paragraphs."""
    lines = words.strip().split("\n")
    article = _first_article(page) if len(lines) == 1 else None
    if article is None or _letters(article.text_content()) != _letters(words):
        return lines
    etree.strip_elements(article, "h1", with_tail=False)
    return list(_paragraphs(article))


def _first_article(page: str) -> HtmlElement | None:
    try:
        return next(fromstring(_parsable(page)).iter("article"), None)
    except (etree.LxmlError, ValueError):
        return None


def _parsable(text: str) -> str:
    """lxml stops at a NUL and refuses a declared string."""
    return _DECLARATION.sub("", normalise(text))


def _letters(text: str) -> str:
    return "".join(text.split())


def is_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def from_markup(text: str) -> str:
    """The words of an HTML text, a paragraph for each block."""
    text = _parsable(text)
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
