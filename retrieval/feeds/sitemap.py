"""Sitemaps (sitemaps.org), with Google's news extension, and indexes of sitemaps."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from retrieval.feeds.entries import MOST_PAGES, Entry, FeedPage, NotAFeedError
from retrieval.text.dates import published_or_nothing


def from_sitemap(body: bytes) -> FeedPage:
    """Return its pages, newest first, or the sitemaps an index names, newest last.

    Raise NotAFeedError where it is no XML.
    """
    entries: list[Entry] = []
    parts: list[tuple[str, str]] = []  # when it changed, and its address
    source = ""
    # No entity is expanded and nothing is fetched: a sitemap needs neither.
    events = etree.iterparse(
        BytesIO(body), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            if etree.QName(element).localname == "url":
                entries.append(_entry(element))
                source = source or _find(element, "name")
            elif part := _find(element, "loc"):
                parts.append((published_or_nothing(_find(element, "lastmod")), part))
            element.clear()
            if len(entries) + len(parts) >= MOST_PAGES:
                break
    except etree.LxmlError as error:
        if not (entries or parts):
            raise NotAFeedError(f"is no sitemap that can be read: {error}"[:150]) from None
    entries.sort(key=lambda e: e.modified or e.published, reverse=True)
    parts.sort(
        key=lambda part: part[0]
    )  # as named where it does not say, so that a growing site's newest is last
    return FeedPage(source, tuple(entries), parts=tuple(url for _, url in parts), kind="sitemap")


def _entry(element: Any) -> Entry:
    return Entry(
        link=_find(element, "loc"),
        title=_find(element, "title"),
        published=published_or_nothing(_find(element, "publication_date")),
        modified=published_or_nothing(_find(element, "lastmod")),
    )


def _find(element: Any, name: str) -> str:
    """Return the text of the first descendant of that name, outside the namespaces of images and videos."""
    for found in element.iter(f"{{*}}{name}"):
        if "image" not in (space := etree.QName(found).namespace or "") and "video" not in space:
            return (found.text or "").strip()
    return ""
