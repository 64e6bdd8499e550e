"""A feed's address to what it lists now, through the sitemaps that an index names."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from retrieval.feeds.entries import Listing
from retrieval.feeds.parsing import parse_feed
from retrieval.feeds.store import Feed
from retrieval.fetching import FEEDS, Fetched, GuardedClient

MOST_PARTS = 5
"""Sitemaps followed of an index, the last named first: they are where a growing site puts what is new."""


async def fetch_listing(feed: Feed, client: GuardedClient) -> tuple[Fetched, Listing | None]:
    """The document and what it lists, None where it has not changed; raises FetchError and NotAFeed."""
    fetched = await client.get(feed.url, kinds=FEEDS, etag=feed.etag, last_modified=feed.last_modified)
    if fetched.not_modified:
        return fetched, None
    listing = await asyncio.to_thread(parse_feed, fetched)
    # An index says nothing of changes inside its parts, so its validators are worth nothing.
    return (replace(fetched, etag="", last_modified="") if listing.parts else fetched,
            await follow_parts(listing, client))  # fmt: skip


async def follow_parts(listing: Listing, client: GuardedClient) -> Listing:
    """The listing, with what the sitemaps list that it names; raises like `fetch_listing`."""
    if not listing.parts:
        return listing
    parts = [await _part(url, client) for url in reversed(listing.parts[-MOST_PARTS:])]
    entries = {entry.key: entry for part in parts for entry in part.entries}
    newest = sorted(entries.values(), key=lambda e: e.modified or e.published, reverse=True)
    return replace(listing, entries=tuple(newest))


async def _part(url: str, client: GuardedClient) -> Listing:
    return await asyncio.to_thread(parse_feed, await client.get(url, kinds=FEEDS))
