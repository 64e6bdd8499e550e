"""Watching: polls each feed when its time has come and brings its news in, for as long as it is let."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from retrieval.errors import BusyError, FetchError, NewsdeskError, StoreError
from retrieval.feeds.entries import Listing, NotAFeed
from retrieval.feeds.gathering import Gathered, gather
from retrieval.feeds.listing import fetch_listing
from retrieval.feeds.store import Feed, FeedStore
from retrieval.feeds.storing import Ingest, store
from retrieval.fetching import Fetched, GuardedClient
from retrieval.ingest import Outcome

AT_ONCE = 8
"""Feeds polled side by side; those of one host wait for each other all the same."""
MOST_ENTRIES = 50
"""Entries taken in one poll of a feed: a long list comes in over several polls."""
LONGEST_NAP = 60.0
"""Seconds until the list of feeds is looked at again: another process may have changed it."""
BUSY_SECONDS = 60.0
"""Until a feed is polled again whose news could not be stored because another process was writing."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll of a feed came to; `error` is empty for a success."""

    feed: Feed
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    error: str = ""
    unchanged: bool = False
    """The server said that nothing is new."""


class Watcher:
    """Polls the feeds of `feeds` through `client` and hands what is new to `ingest`, in worker threads.

    Nothing here blocks the event loop it runs on. A poll that is cancelled or killed loses nothing: an entry
    is noted as taken once its article is stored, and a feed's validators once all its entries are.
    """

    def __init__(
        self,
        feeds: FeedStore,
        client: GuardedClient,
        ingest: Ingest,
        *,
        on_poll: Callable[[Polled], None] = lambda polled: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._feeds = feeds
        self._client = client
        self._ingest = ingest
        self._on_poll = on_poll
        self._clock = clock
        self._storing = asyncio.Lock()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, which breaks off a poll; what fails is logged and tried again later."""
        stopping = asyncio.create_task(stop.wait())
        watching = asyncio.create_task(self._watch())
        await asyncio.wait((stopping, watching), return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, watching):
            task.cancel()
        await asyncio.gather(stopping, watching, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            try:
                await self.poll_due()
                nap = await self._nap()
            except NewsdeskError as error:
                log.error("watching failed", extra={"error": str(error)})
                nap = LONGEST_NAP
            await asyncio.sleep(nap)

    async def poll_due(self) -> tuple[Polled, ...]:
        """One poll of each feed whose time has come; raises StoreError where the list cannot be read."""
        room = asyncio.Semaphore(AT_ONCE)

        async def poll(feed: Feed) -> Polled:
            async with room:
                return await self._poll(feed)

        due = await asyncio.to_thread(self._feeds.due)
        return tuple(await asyncio.gather(*map(poll, due)))

    async def _nap(self) -> float:
        due = await asyncio.to_thread(self._feeds.next_due)
        seconds = (due - self._clock()).total_seconds() if due else LONGEST_NAP
        return min(max(seconds, 0.1), LONGEST_NAP)

    async def _poll(self, feed: Feed) -> Polled:
        try:
            polled = await self._bring(feed)
        except BusyError as error:
            await asyncio.to_thread(self._feeds.postpone, feed, BUSY_SECONDS)
            polled = Polled(feed, error=str(error))
        except FetchError as error:
            polled = await self._failed(feed, error.reason, error.retry_after)
        except (NewsdeskError, NotAFeed) as error:
            polled = await self._failed(feed, str(error))
        except Exception as error:
            # A page or feed that trips a parser must not end a watch of months.
            log.exception("poll failed unexpectedly", extra={"feed": feed.url})
            polled = await self._failed(feed, f"unexpected {type(error).__name__}: {error}")
        self._on_poll(polled)
        return polled

    async def _failed(self, feed: Feed, error: str, retry_after: float = 0.0) -> Polled:
        log.warning("poll failed", extra={"feed": feed.url, "error": error})
        try:
            await asyncio.to_thread(self._feeds.failed, feed, error, retry_after)
        except StoreError as unwritable:  # the disk is full: the feed stays due
            log.error("failure not noted", extra={"feed": feed.url, "error": str(unwritable)})
        return Polled(feed, error=error)

    async def _bring(self, feed: Feed) -> Polled:
        fetched, listing = await fetch_listing(feed, self._client)
        if listing is None:
            await asyncio.to_thread(self._feeds.unchanged, feed)
            return Polled(feed, unchanged=True)
        feed = replace(feed, title=listing.title or feed.title)
        pending = await asyncio.to_thread(self._feeds.pending, feed, listing.entries)
        gathered = await asyncio.gather(*(gather(e, feed, self._client) for e in pending[:MOST_ENTRIES]))
        outcomes = await self._store(feed, gathered)
        await self._finish(feed, fetched, listing)
        log.info("polled", extra={"feed": feed.url, **{str(name): n for name, n in outcomes.items()}})
        return Polled(feed, outcomes)

    async def _store(self, feed: Feed, gathered: Sequence[Gathered]) -> Counter[Outcome]:
        if not gathered:
            return Counter()
        async with self._storing:
            return Counter(await asyncio.to_thread(store, feed, gathered, self._feeds, self._ingest))

    async def _finish(self, feed: Feed, fetched: Fetched, listing: Listing) -> None:
        """Without validators where there is more to get, so that the next poll is answered in full."""
        more = await asyncio.to_thread(self._feeds.unfinished, feed, listing.entries)
        validators = ("", "") if more else (fetched.etag, fetched.last_modified)
        await asyncio.to_thread(self._feeds.succeeded, feed, listing.title, *validators)
