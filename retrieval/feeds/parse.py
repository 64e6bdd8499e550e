"""The parsing of feeds: RSS, Atom and RDF by feedparser, the others by parsers of this room."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from xml.sax import SAXException

from lxml import etree, html  # type: ignore[import-untyped]

from retrieval.feeds.entries import MOST_ENTRIES, Entry, FeedPage, NotAFeedError, settle
from retrieval.feeds.json_feed import from_json_feed
from retrieval.feeds.sitemap import from_sitemap
from retrieval.http.body import BodyTooLargeError, BrokenBodyError, gunzip
from retrieval.http.client import MOST_BODY
from retrieval.http.responses import MB, Fetched
from retrieval.ingest.loaders.decoding import UndecodableError, decode
from retrieval.ingest.loaders.records import plain
from retrieval.text.dates import parse_published, published_or_nothing

MOST_UNZIPPED = 50_000_000
"""Bytes of a sitemap, whose protocol allows no more; a feed has the limit of all that is fetched."""
_SITEMAP = re.compile(rb"<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_VERSIONS = {"rss": "RSS ", "atom": "Atom ", "cdf": "CDF"}


def parse_feed(fetched: Fetched) -> FeedPage:
    """Return the entries of a document. Raise NotAFeedError with the reason if it is no feed."""
    body = _unzipped(fetched.body)
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _SITEMAP.search(head) and not head.startswith(b"{"):
        return settle(from_sitemap(body), fetched.url)
    if len(body) > MOST_BODY:
        raise NotAFeedError(f"is larger than {MOST_BODY // MB} MB once unpacked")
    if head.startswith(b"{"):
        return settle(from_json_feed(body), fetched.url)
    return settle(_from_xml(body, fetched), fetched.url)


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return gunzip(body, MOST_UNZIPPED)
    except BodyTooLargeError:
        raise NotAFeedError(f"is larger than {MOST_UNZIPPED // MB} MB once unpacked") from None
    except BrokenBodyError as error:
        raise NotAFeedError(str(error)) from None


def _from_xml(body: bytes, fetched: Fetched) -> FeedPage:
    import feedparser  # type: ignore[import-untyped]

    # A file object, since feedparser takes bytes for a file's name or an address.
    parsed = feedparser.parse(
        BytesIO(_in_utf8(body, fetched.charset)),
        response_headers={"content-type": f"{fetched.kind or 'application/xml'}; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = parsed.get("version", "")
    if not version:
        raise NotAFeedError(_why_none(body, fetched.url))
    amiss = f"not well-formed: {_line(parsed.bozo_exception)}" if parsed.bozo else ""
    if amiss and not parsed.entries and isinstance(parsed.bozo_exception, SAXException):
        raise NotAFeedError(f"breaks off before its first entry; {amiss}")
    return FeedPage(
        title=plain(parsed.feed.get("title", "")).strip(),
        entries=tuple(_entry(e, str(parsed.feed.get("language", ""))) for e in parsed.entries[:MOST_ENTRIES]),
        problems=(amiss,) if amiss else (),
        kind=_named(version),
    )


def _in_utf8(body: bytes, charset: str) -> bytes:
    """Return the feed in UTF-8, decoded like a page: its bytes count more than its declaration."""
    try:
        text = decode(body, html=True, declared=charset)
    except UndecodableError as reason:
        raise NotAFeedError(f"is {reason}") from None
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def _entry(item: Mapping[str, Any], language: str) -> Entry:
    texts = [c.get("value", "") for c in item.get("content", ())]
    text = max([*texts, item.get("summary", "")], key=len)
    names = [a.get("name", "") for a in item.get("authors", ())]
    link = item.get("link", "")
    if link == item.get("id") and not link.startswith(("http://", "https://")):
        link = ""  # a guid that the feed does not deny to be an address, and is none
    return Entry(
        link=link,
        guid=item.get("id", ""),
        title=" ".join(plain(item.get("title", "")).split()),
        text=plain(text).strip(),
        authors=tuple(filter(None, names)),
        published=_date(item, "published"),
        modified=_date(item, "updated"),
        language=language,
    )


def _date(item: Mapping[str, Any], name: str) -> str:
    """Return the date as the feed writes it, with its time zone; else as feedparser reads it, in UTC."""
    written = name in item  # feedparser takes one date for another that is not there
    try:
        return parse_published(item[name] if written else "")
    except ValueError:
        parsed = item[f"{name}_parsed"] if written else None
        return _moment(parsed) if parsed else ""


def _moment(parsed: struct_time) -> str:
    """Return feedparser's date; nothing if it is no day, or a day that only a mistake can give."""
    try:
        return published_or_nothing(datetime.fromtimestamp(timegm(parsed), UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return ""


def _named(version: str) -> str:
    """Return feedparser's "rss20" as "RSS 2.0"."""
    letters, digits = re.sub(r"\d.*", "", version), re.sub(r"\D", "", version)
    number = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return (_VERSIONS.get(letters, letters) + number).strip()


def _why_none(body: bytes, url: str) -> str:
    if not body.strip():
        return "is empty"
    if not _PAGE.search(body[:4096]):
        return "is neither RSS, Atom, RDF, JSON Feed nor a sitemap"
    links = "".join(f" {link}" for link in _announced(body, url)[:3])
    return (
        f"is a web page, not a feed; it names these feeds:{links}" if links else "is a web page, not a feed"
    )


def _announced(body: bytes, url: str) -> list[str]:
    """Yield the feeds that the head of a page names."""
    try:
        page = html.fromstring(body, base_url=url)
        page.make_links_absolute(url, handle_failures="discard")
    except (etree.LxmlError, ValueError):
        return []
    parsed = page.xpath("//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')"
                       " or contains(@type, 'feed+json')]/@href")  # fmt: skip
    return [str(link) for link in parsed if str(link).startswith(("http://", "https://"))]


def _line(error: object) -> str:
    return " ".join(str(error).split())[:100]
