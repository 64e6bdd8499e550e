"""What a page declares about its article besides the text: moments, language, whether it is all there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from retrieval.text.dates import parse_published
from retrieval.text.languages import language

STUB_WORDS = 150
"""A text of fewer words on a page that asks for money or consent is not the article."""

_PUBLISHED = ("article:published_time", "datePublished", "og:published_time", "DC.date.issued", "date")
_MODIFIED = ("article:modified_time", "dateModified", "og:updated_time", "DC.date.modified", "last-modified")
_ARTICLE = re.compile(r"Article|BlogPosting|Report$", re.A)


@dataclass(frozen=True, slots=True)
class PageFacts:
    published: str = ""
    modified: str = ""
    language: str = ""
    """As in "en-GB"; empty where the page does not say."""
    free: bool = True
    """False where the page says that it shows only a part."""


def page_facts(text: str) -> PageFacts:
    """What the page declares; moments with their time zone where it gives one."""
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), ensure_head_body=True)
    except (etree.LxmlError, ValueError):
        return PageFacts()
    declared = _linked_data(page) | _meta(page)
    published = _moment(declared, _PUBLISHED) or _guessed(page, original=True)
    modified = _moment(declared, _MODIFIED)
    return PageFacts(
        published=published,
        modified=modified if modified[:19] != published[:19] else "",
        language=str(page.get("lang") or "").strip()[:20],
        free=str(declared.get("isAccessibleForFree", "true")).casefold() != "false",
    )


def why_no_article(text: str, page: str, facts: PageFacts) -> str:
    """Why `text`, extracted from the HTML `page`, is not its article, as a clause; empty where it may be."""
    if len(text.split()) >= STUB_WORDS:
        return ""
    page_words = language(facts.language).pages
    if page_words.paywall.search(page) or not facts.free:
        return "a paywall shows only the start of this article"
    if page_words.consent.search(text):
        return "a cookie wall stands before this article"
    if page_words.robot_check.search(text):
        return "the site wants a browser and shows no article"
    return ""


def _meta(page: HtmlElement) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("itemprop") or element.get("name")
        if name and element.get("content"):
            found.setdefault(name, element.get("content"))
    return found


def _linked_data(page: HtmlElement) -> dict[str, Any]:
    """The fields of the first JSON-LD object that is an article."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if _ARTICLE.search(str(thing.get("@type"))):
                return dict(thing)
    return {}


def _things(data: object) -> Iterator[Mapping[str, Any]]:
    listed = data if isinstance(data, list) else [data]
    for thing in listed:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _moment(declared: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return parse_published(str(declared[name]))
        except (KeyError, ValueError):
            continue
    return ""


def _guessed(page: HtmlElement, *, original: bool) -> str:
    """htmldate's reading of the page's other marks, without guesses from any day that stands in it."""
    try:
        return find_date(page, extensive_search=False, original_date=original) or ""
    except (ValueError, TypeError, AttributeError):  # its parsers, on hostile pages
        return ""
