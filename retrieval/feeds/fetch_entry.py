"""The article of an entry: from the feed if its text is whole, else from the page."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace

from retrieval.errors import FetchError, RefusedError
from retrieval.feeds.entries import FEWEST_WORDS, Entry, is_of
from retrieval.feeds.feed import Feed
from retrieval.http import Fetched, GuardedClient
from retrieval.ingest.loaders.document import read_document
from retrieval.ingest.loaders.formats import BY_CONTENT_TYPE
from retrieval.text.urls import digest, host
from retrieval.values import Notice, RawArticle, Rejection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchedEntry:
    """The result of fetching an entry; `whole` unless a later poll may get more."""

    entry: Entry
    reading: RawArticle | Rejection
    whole: bool
    retry_after: float | None = None
    """Seconds the host wants to be left alone, 0 where it does not say; None unless the failure may pass."""


async def gather(entry: Entry, feed: Feed, client: GuardedClient) -> FetchedEntry:
    """Return the article of an entry. A page that cannot be fetched raises nothing."""
    own = is_of(entry.link, feed.url)
    if not entry.link or (own and (entry.part or not entry.is_teaser)):
        return FetchedEntry(entry, _from_entry(entry, feed, own=own), whole=True)
    try:
        fetched = await client.get(entry.link, kinds=BY_CONTENT_TYPE, named_by=feed.url)
    except FetchError as error:
        passing = None if isinstance(error, RefusedError) else error.retry_after
        return FetchedEntry(entry, _without_page(entry, feed, error.reason), whole=False, retry_after=passing)
    try:
        page = await asyncio.to_thread(_read, fetched, origin(entry, feed))
    except Exception as error:
        # A page that trips a parser must not cost the other entries of its feed.
        log.exception("page failed unexpectedly", extra={"page": fetched.url})
        reason = f"trips its reader ({type(error).__name__})"
        return FetchedEntry(entry, _without_page(entry, feed, reason), whole=False)
    if isinstance(page, RawArticle):
        return FetchedEntry(entry, _merged(page, entry, feed), whole=True)
    reason = page.reason if page else "holds no article"
    return FetchedEntry(entry, _without_page(entry, feed, reason), whole=True)


def _read(fetched: Fetched, origin: str) -> RawArticle | Rejection | None:
    return next((r for r in read_document(fetched, origin) if not isinstance(r, Notice)), None)


def origin(entry: Entry, feed: Feed) -> str:
    """Return the name of an entry in reports, unique within its feed."""
    return entry.link or f"{feed.url}#{entry.key}"


def _from_entry(entry: Entry, feed: Feed, *, own: bool) -> RawArticle:
    return RawArticle(
        text=entry.text,
        title=entry.title,
        # What a feed says about another site's article, or a part, must never take that article's place.
        id="" if own and entry.link and not entry.part else digest(feed.url, entry.key)[:16],
        url=entry.link,
        source=feed.source or feed.title or host(feed.url),
        authors=entry.authors,
        published=entry.dated,
        modified=entry.modified,
        origin=origin(entry, feed),
        language=entry.language,
    )


def _without_page(entry: Entry, feed: Feed, reason: str) -> RawArticle | Rejection:
    if len(entry.text.split()) < FEWEST_WORDS:
        return Rejection(origin(entry, feed), reason)
    return replace(_from_entry(entry, feed, own=is_of(entry.link, feed.url)), stand_in=True)


def _merged(page: RawArticle, entry: Entry, feed: Feed) -> RawArticle:
    """Return the page with the names of the feed and the more exact of the two dates."""
    return replace(
        page,
        title=page.title or entry.title,
        source=feed.source or page.source or feed.title,
        authors=page.authors or entry.authors,
        published=entry.published or page.published or entry.dated,
        modified=entry.modified or page.modified,
        language=page.language or entry.language,
    )
