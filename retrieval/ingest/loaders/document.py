"""A fetched document to a draft: a page, a PDF or a plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrieval.http.responses import Fetched
from retrieval.ingest.loaders.decoding import UndecodableError, decode
from retrieval.ingest.loaders.html import from_page
from retrieval.ingest.loaders.pdf import from_pdf
from retrieval.ingest.loaders.plain_text import from_text
from retrieval.ingest.loaders.records import Loaded
from retrieval.text.urls import host
from retrieval.values import RawArticle, Rejection


def read_document(fetched: Fetched, origin: str, at: str = "") -> Iterator[Loaded]:
    """The article in it, under the address it was fetched from; or a rejection that says why not.

    `at` is the moment of fetching (ISO 8601), where that was not now.
    """
    try:
        if fetched.kind == "application/pdf" or fetched.body.startswith(b"%PDF-"):
            yield from (_addressed(raw, fetched.url) for raw in from_pdf(fetched.body, origin))
            return
        text = decode(fetched.body, html=fetched.kind != "text/plain", declared=fetched.charset)
    except UndecodableError as reason:
        yield Rejection(origin, str(reason))
        return
    plain = fetched.kind == "text/plain"
    for reading in from_text(text, origin) if plain else from_page(text, origin, at):
        yield _addressed(reading, fetched.url) if isinstance(reading, RawArticle) else reading


def _addressed(raw: RawArticle, url: str) -> RawArticle:
    """A page may name another address of its own host as the one to use, but not another's: it would take
    that article's place."""
    return raw if raw.url and host(raw.url) == host(url) else replace(raw, url=url)
