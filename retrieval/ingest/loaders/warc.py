"""WARC files (ISO 28500), by warcio: each page that a crawl kept, as it was then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from retrieval.http.content_types import PAGES, media_type
from retrieval.http.responses import Fetched
from retrieval.ingest.loaders.document import read_document
from retrieval.text.dates import published_or_nothing
from retrieval.values import Notice, RawArticle, Rejection

MOST_BYTES = 10_000_000
"""Of one record, unpacked."""


def from_warc(path: Path, origin: str) -> Iterator[RawArticle | Rejection | Notice]:
    """Each page of the file, with its own address; a broken record costs what comes after it."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    found = False
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if record.rec_type == "response" and (fetched := _fetched(record)):
                    found = True
                    at = published_or_nothing(record.rec_headers.get_header("WARC-Date") or "")
                    for reading in read_document(fetched, f"{origin}:{fetched.url}"):
                        yield replace(reading, fetched=at) if isinstance(reading, RawArticle) else reading
        except (ArchiveLoadFailed, ValueError, OSError, EOFError) as error:
            yield Rejection(origin, f"a WARC file that breaks off: {error}"[:150])
            return
    if not found:
        yield Rejection(origin, "no pages in it")


def _fetched(record: Any) -> Fetched | None:
    """The record's page; None for what is no page, or was none for the crawler."""
    url, headers = record.rec_headers.get_header("WARC-Target-URI"), record.http_headers
    kind, charset = media_type((headers and headers.get_header("Content-Type")) or "")
    if not url or headers is None or headers.get_statuscode() != "200" or kind not in PAGES:
        return None
    body = record.content_stream().read(MOST_BYTES + 1)
    return Fetched(url.strip("<>"), body, kind, charset) if len(body) <= MOST_BYTES else None
