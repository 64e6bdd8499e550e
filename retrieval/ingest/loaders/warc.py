"""WARC files (ISO 28500), by warcio: each page that a crawl kept, as it was then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from retrieval.http.body import BodyTooLargeError, BrokenBodyError
from retrieval.http.content_types import media_type
from retrieval.http.responses import Fetched
from retrieval.ingest.loaders.document import read_document
from retrieval.ingest.loaders.formats import BY_CONTENT_TYPE
from retrieval.ingest.loaders.unpacking import unpacked
from retrieval.text.dates import published_or_nothing
from retrieval.text.urls import normal_url
from retrieval.values import Notice, RawArticle, Rejection

MOST_BYTES = 10_000_000
"""Of one record, unpacked."""


def from_warc(path: Path, origin: str) -> Iterator[RawArticle | Rejection | Notice]:
    """The last capture of each page, with its own address; a broken record costs what comes after it."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    found = False
    latest = _latest(path)
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if not _is_page(record):
                    continue
                found = True
                url, at = _address(record), _captured(record)
                if latest.get(normal_url(url), at) != at:
                    continue
                latest[normal_url(url)] = "taken"
                yield from _read(record, url, at, f"{origin}:{url}")
        except (ArchiveLoadFailed, ValueError, OSError, EOFError) as error:
            yield Rejection(origin, f"a WARC file that breaks off: {error}"[:150])
            return
    if not found:
        yield Rejection(origin, "no pages in it")


def _latest(path: Path) -> dict[str, str]:
    """When each page was captured last; the headers alone are read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    latest: dict[str, str] = {}
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if _is_page(record):
                    url = normal_url(_address(record))
                    latest[url] = max(latest.get(url, ""), _captured(record))
        except (ArchiveLoadFailed, ValueError, OSError, EOFError):  # told when the records are read
            pass
    return latest


def _is_page(record: Any) -> bool:
    """False for what is no page, or was none for the crawler."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or not _address(record):
        return False
    kind, _ = media_type(headers.get_header("Content-Type") or "")
    return bool(headers.get_statuscode() == "200" and kind in BY_CONTENT_TYPE)


def _address(record: Any) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _captured(record: Any) -> str:
    return published_or_nothing(record.rec_headers.get_header("WARC-Date") or "")


def _read(record: Any, url: str, at: str, origin: str) -> Iterator[RawArticle | Rejection | Notice]:
    kind, charset = media_type(record.http_headers.get_header("Content-Type") or "")
    try:
        body = _body(record)
    except BodyTooLargeError:
        yield Rejection(origin, f"more than {MOST_BYTES // 1_000_000} MB once unpacked")
        return
    except BrokenBodyError as error:
        yield Rejection(origin, f"its body is {error}")
        return
    for reading in read_document(Fetched(url, body, kind, charset), origin, at):
        yield replace(reading, fetched=at) if isinstance(reading, RawArticle) else reading


def _body(record: Any) -> bytes:
    """The body, chunks joined and unpacked, as some crawlers keep it and others do not."""
    from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

    headers, stream = record.http_headers, record.raw_stream
    if (headers.get_header("Transfer-Encoding") or "").casefold() == "chunked":
        stream = ChunkedDataReader(stream)
    body = bytearray()
    while len(body) <= MOST_BYTES and (piece := stream.read(MOST_BYTES + 1 - len(body))):
        body += piece
    return unpacked_or_plain(bytes(body), headers.get_header("Content-Encoding") or "")


def unpacked_or_plain(body: bytes, encoding: str) -> bytes:
    """The body unpacked; as it is where the crawler unpacked it and kept the header."""
    if len(body) > MOST_BYTES:
        raise BodyTooLargeError(body)
    try:
        return unpacked(body, encoding, MOST_BYTES)
    except BrokenBodyError:
        if body.lstrip()[:1] == b"<" or body.startswith(b"%PDF-"):
            return body
        raise
