"""A fetched document to a draft: a page, a PDF or a plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.http.responses import Fetched
from retrieval.ingest.loaders.decoding import UndecodableError, decode
from retrieval.ingest.loaders.formats import BY_CONTENT_TYPE, PAGE, Format, by_magic
from retrieval.ingest.loaders.html import from_page
from retrieval.ingest.loaders.records import Loaded
from retrieval.text.urls import host
from retrieval.values import RawArticle, Rejection


def read_document(fetched: Fetched, origin: str, at: str = "") -> Iterator[Loaded]:
    """The article in it, under the address it was fetched from; or a rejection that says why not.

    `at` is the moment of fetching (ISO 8601), where that was not now.
    """
    format_ = by_magic(fetched.body) or BY_CONTENT_TYPE.get(fetched.kind, PAGE)
    try:
        items = _load(format_, fetched, origin, at)
    except UndecodableError as reason:
        yield Rejection(origin, str(reason))
        return
    for item in items:
        yield _addressed(item, fetched.url) if isinstance(item, RawArticle) else item


def _load(format_: Format, fetched: Fetched, origin: str, at: str) -> list[Loaded]:
    if format_.from_bytes:
        return list(format_.from_bytes(fetched.body, origin))
    text = decode(fetched.body, html=format_.markup, declared=fetched.charset)
    if format_ is PAGE:
        return list(from_page(text, origin, at))
    assert format_.from_text is not None
    return list(format_.from_text(text, origin))


def _addressed(raw: RawArticle, url: str) -> RawArticle:
    """A page may name another address of its own host as the one to use, but not another's: it would take
    that article's place."""
    return raw if raw.url and host(raw.url) == host(url) else replace(raw, url=url)
