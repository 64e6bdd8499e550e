"""Plain text: one article a file, as it was scraped or written."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.ingest.live_text import timed_parts
from retrieval.values import RawArticle


def from_text(text: str, origin: str) -> Iterator[RawArticle]:
    yield RawArticle(text=text, origin=origin, parts=timed_parts(text, ""))
