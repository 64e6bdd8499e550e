"""The factory of watchers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from retrieval.feeds.ingest_entries import Ingest
from retrieval.feeds.store import FeedStore
from retrieval.feeds.watcher import PollResult, Watcher
from retrieval.http import GuardedClient
from retrieval.index.database import DATABASE
from retrieval.settings import Settings


def open_feeds(settings: Settings) -> FeedStore:
    """Return the feeds of the data folder. Create the folder if it is missing."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return FeedStore(settings.data / DATABASE)


def open_client(settings: Settings) -> GuardedClient:
    """Return a client for one event loop, to be closed."""
    return GuardedClient(settings.allow_hosts, user_agent=settings.user_agent)


@asynccontextmanager
async def open_watcher(
    settings: Settings, ingest: Ingest, on_poll: Callable[[PollResult], None] = lambda polled: None
) -> AsyncIterator[Watcher]:
    """Return a watcher that stores news through `ingest`. It calls `on_poll` on the event loop."""
    feeds = open_feeds(settings)
    try:
        async with open_client(settings) as client:
            yield Watcher(feeds, client, ingest, on_poll=on_poll)
    finally:
        feeds.close()
