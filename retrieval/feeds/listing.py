"""A feed's address to what it lists now, through the sitemaps that an index names."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from retrieval.errors import FetchError, RefusedError
from retrieval.feeds.entries import Listing, NotAFeed
from retrieval.feeds.parsing import parse_feed
from retrieval.feeds.store import Feed
from retrieval.fetching import FEEDS, Fetched, GuardedClient

MOST_PARTS = 5
"""Sitemaps followed of an index, those changed last first."""


async def fetch_listing(feed: Feed, client: GuardedClient) -> tuple[Fetched, Listing | None]:
    """The document and what it lists, None where it has not changed; raises FetchError and NotAFeed."""
    fetched = await client.get(feed.url, kinds=FEEDS, etag=feed.etag, last_modified=feed.last_modified)
    if fetched.not_modified:
        return fetched, None
    listing = await asyncio.to_thread(parse_feed, fetched)
    # An index says nothing of changes inside its parts, so its validators are worth nothing.
    return (replace(fetched, etag="", last_modified="") if listing.parts else fetched,
            await follow_parts(listing, feed.url, client))  # fmt: skip


async def follow_parts(listing: Listing, url: str, client: GuardedClient) -> Listing:
    """The listing at `url`, with what the sitemaps list that it names.

    Raises like `fetch_listing` where none of them can be had.
    """
    if not listing.parts:
        return listing
    found, failures = list[Listing](), list[FetchError]()
    for part in reversed(listing.parts[-MOST_PARTS:]):
        try:
            fetched = await client.get(part, kinds=FEEDS, named_by=url)
            found.append(await asyncio.to_thread(parse_feed, fetched))
        except FetchError as error:
            failures.append(error)
        except NotAFeed as error:
            failures.append(RefusedError(part, str(error)))
    if not found:
        raise failures[0]
    entries = {entry.key: entry for part in found for entry in part.entries}
    newest = sorted(entries.values(), key=lambda e: e.modified or e.published, reverse=True)
    problems = (*listing.problems, *(f"of its sitemaps, {error}" for error in failures))
    return replace(listing, entries=tuple(newest), problems=problems)
