"""An entry to a draft: the feed's text where it is whole, else the article's page, else what the feed has."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from hashlib import sha256

from retrieval.cleaning.identity import host
from retrieval.errors import FetchError
from retrieval.feeds.entries import Entry
from retrieval.feeds.store import Feed
from retrieval.fetching import GuardedClient
from retrieval.fetching.kinds import PAGES
from retrieval.reading.document import read_document
from retrieval.types import Draft, Notice, Rejection

FEWEST_WORDS = 8
"""A teaser of fewer words says nothing that could be cited."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is of an entry; `whole` unless a later poll may get more."""

    entry: Entry
    reading: Draft | Rejection
    whole: bool


async def gather(entry: Entry, feed: Feed, client: GuardedClient) -> Gathered:
    """The article of an entry; nothing is raised for a page that cannot be had."""
    own = _is_of(entry.link, feed.url)
    if not entry.link or (own and not entry.is_teaser):
        return Gathered(entry, _from_entry(entry, feed, own=own), whole=True)
    try:
        fetched = await client.get(entry.link, kinds=PAGES)
    except FetchError as error:
        return Gathered(entry, _without_page(entry, feed, error.reason), whole=False)
    readings = await asyncio.to_thread(lambda: list(read_document(fetched, origin(entry, feed))))
    page = next((r for r in readings if not isinstance(r, Notice)), None)
    if isinstance(page, Draft):
        return Gathered(entry, _merged(page, entry, feed), whole=True)
    reason = page.reason if page else "holds no article"
    return Gathered(entry, _without_page(entry, feed, reason), whole=True)


def origin(entry: Entry, feed: Feed) -> str:
    """What an entry is called in reports, unlike any other of its feed."""
    return entry.link or f"{feed.url}#{entry.key}"


def _from_entry(entry: Entry, feed: Feed, *, own: bool) -> Draft:
    return Draft(
        text=entry.text,
        title=entry.title,
        # What a feed says about another site's article must never take that article's place.
        id="" if own and entry.link else _digest(feed.url, entry.key),
        url=entry.link,
        source=feed.source or feed.title or host(feed.url),
        authors=entry.authors,
        published=entry.published,
        modified=entry.modified,
        origin=origin(entry, feed),
    )


def _without_page(entry: Entry, feed: Feed, reason: str) -> Draft | Rejection:
    if len(entry.text.split()) < FEWEST_WORDS:
        return Rejection(origin(entry, feed), reason)
    return _from_entry(entry, feed, own=_is_of(entry.link, feed.url))


def _merged(page: Draft, entry: Entry, feed: Feed) -> Draft:
    """The page, under the names and the more exact date of the feed."""
    return replace(
        page,
        title=page.title or entry.title,
        source=feed.source or page.source or feed.title,
        authors=page.authors or entry.authors,
        published=entry.published or page.published,
        modified=entry.modified or page.modified,
    )


def _is_of(link: str, feed: str) -> bool:
    """Whether a link stays with the feed's host, or with one above or below it."""
    one, other = host(link), host(feed)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
