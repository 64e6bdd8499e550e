"""What a page declares: its JSON-LD objects and its meta tags."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ARTICLE = re.compile(r"Article|BlogPosting|Report$|LiveBlog|Review$", re.A)
_PAIR = re.compile(
    r'"(@type|headline|description|datePublished|dateModified|articleSection|isAccessibleForFree|inLanguage)"'
    r'\s*:\s*"((?:[^"\\]|\\.){1,5000})"'
)
_COMMENTS = re.compile(r"\A\s*(?:<!--|//<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\]\]>)\s*\Z", re.S)


@dataclass(frozen=True, slots=True)
class Declared:
    """The meta tags by name, the first of each, and the JSON-LD objects."""

    meta: Mapping[str, str] = field(default_factory=dict)
    things: tuple[Mapping[str, Any], ...] = ()
    """All JSON-LD objects, those in graphs too."""

    @property
    def article(self) -> Mapping[str, Any]:
        """The first JSON-LD object that is an article, the one with most fields where there are several."""
        articles = [thing for thing in self.things if _ARTICLE.search(str(thing.get("@type")))]
        return max(articles, key=len, default={})

    @property
    def genre(self) -> str:
        """The article's types, genre and sections, parted by semicolons."""
        article, told = self.article, list[object]()
        for name in ("@type", "genre", "articleSection"):
            value = article.get(name)
            told += value if isinstance(value, list) else [value]
        return "; ".join(filter(None, (*map(plain, told), self.first("article:section"))))

    def first(self, *names: str) -> str:
        """The first of these meta tags that says something."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def declared(page: HtmlElement) -> Declared:
    """Read a parsed page's declarations; what is broken is left out."""
    meta: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    return Declared(meta, tuple(_things_of(page)))


def _things_of(page: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _things(_parsed(script.text or ""))


def _parsed(text: str) -> object:
    try:
        return json.loads(_COMMENTS.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return dict(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The first of each plain field of a broken object, the last way to read it."""
    seen: set[str] = set()
    for found in _PAIR.finditer(text):
        if found[1] not in seen:
            seen.add(found[1])
            try:
                yield found[1], json.loads(f'"{found[2]}"', strict=False)
            except ValueError:
                continue


def _things(data: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(name), list | dict):
                yield from _things(data[name], depth + 1)


def plain(value: object) -> str:
    """A declared value in one line, entities read; empty where it is no text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    return " ".join(html.unescape(html.unescape(str(value))).split()) if isinstance(value, str | int) else ""
