"""JSON Feed, version 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from retrieval.feeds.entries import MOST_ENTRIES, Entry, FeedPage, NotAFeedError
from retrieval.ingest.loaders.records import plain
from retrieval.text.dates import published_or_nothing


def from_json_feed(body: bytes) -> FeedPage:
    """Return the entries of a JSON Feed. Raise NotAFeedError for other JSON."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAFeedError("starts like JSON, but is none") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeedError("is JSON, but no JSON Feed")
    listed = document["items"][:MOST_ENTRIES]
    items = [item for item in listed if isinstance(item, dict)]
    broken = len(listed) - len(items)
    return FeedPage(
        title=_text(document, "title"),
        entries=tuple(_entry(item, _text(document, "language")) for item in items),
        problems=(f"{broken} items that are no objects",) if broken else (),
        kind="JSON Feed",
    )


def _entry(item: Mapping[str, Any], language: str) -> Entry:
    text = _text(item, "content_text") or plain(_text(item, "content_html")) or _text(item, "summary")
    authors = item.get("authors") or [item.get("author")]
    named = [_text(a, "name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return Entry(
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        title=" ".join(plain(_text(item, "title")).split()),
        text=text,
        authors=tuple(filter(None, named)),
        published=published_or_nothing(_text(item, "date_published")),
        modified=published_or_nothing(_text(item, "date_modified")),
        language=_text(item, "language") or language,
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""
