"""The articles at an address that a user names: of a page, a feed or a sitemap."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from retrieval.errors import FetchError
from retrieval.feeds.entries import Entry, NotAFeedError
from retrieval.feeds.factory import open_client
from retrieval.feeds.feed import Feed
from retrieval.feeds.fetch_entry import FetchedEntry, gather
from retrieval.feeds.fetch_feed import follow_parts
from retrieval.feeds.parse import parse_feed
from retrieval.http import Fetched, GuardedClient
from retrieval.http.content_types import FEEDS
from retrieval.ingest.loaders.document import read_document
from retrieval.ingest.loaders.formats import BY_CONTENT_TYPE
from retrieval.settings import Settings
from retrieval.values import Notice, RawArticle, Rejection

MOST_ENTRIES = 1000
"""Entries taken of one feed or sitemap, the newest first."""
TOGETHER = 8
"""Pages fetched before what they hold is stored."""


def read_address(url: str, settings: Settings) -> Iterator[RawArticle | Rejection | Notice]:
    """Yield the article at the address, or those of the feed there; a rejection if there is nothing."""
    with asyncio.Runner() as runner:
        client = open_client(settings)
        try:
            fetched = runner.run(client.get(url, kinds={*BY_CONTENT_TYPE, *FEEDS}))
            try:
                listing = runner.run(follow_parts(parse_feed(fetched), url, client))
            except NotAFeedError as error:
                yield from _document(fetched, url, str(error))
                return
            feed = Feed(url, timedelta(), title=listing.title)
            entries = iter(listing.entries[:MOST_ENTRIES])
            while batch := list(islice(entries, TOGETHER)):
                yield from (entry.reading for entry in runner.run(_gather(batch, feed, client)))
            if (left := len(listing.entries) - MOST_ENTRIES) > 0:
                yield Notice(url, f"lists {left:,} more articles; the newest {MOST_ENTRIES:,} were taken")
        except FetchError as error:
            yield Rejection(url, error.reason)
        finally:
            runner.run(client.aclose())


async def _gather(entries: list[Entry], feed: Feed, client: GuardedClient) -> list[FetchedEntry]:
    return await asyncio.gather(*(gather(entry, feed, client) for entry in entries))


def _document(fetched: Fetched, url: str, reason: str) -> Iterator[RawArticle | Rejection | Notice]:
    if ("xml" in fetched.kind and "html" not in fetched.kind) or "json" in fetched.kind:
        yield Rejection(url, reason)
    else:
        yield from read_document(fetched, url)
