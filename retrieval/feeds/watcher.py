"""The watcher, which polls each feed when it is due and ingests its news."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from retrieval.errors import FetchError, FolderLockedError, NewsdeskError, StoreError
from retrieval.feeds.entries import Entry, FeedPage, NotAFeedError
from retrieval.feeds.feed import Feed
from retrieval.feeds.fetch_entry import FetchedEntry, gather
from retrieval.feeds.fetch_feed import fetch_listing
from retrieval.feeds.ingest_entries import Ingest, store
from retrieval.feeds.store import SHORTEST, FeedStore
from retrieval.http import Fetched, GuardedClient
from retrieval.ingest.pipeline import Outcome
from retrieval.text.urls import host

AT_ONCE = 8
"""Feeds polled side by side; those of one host wait for each other all the same."""
MOST_ENTRIES = 50
"""Entries taken in one poll of a feed: a long list comes in over several polls."""
POLL_SECONDS = 1800.0
"""For fetching a feed, and again for its pages: fifty of a host that asks for the longest pause fit in."""
LONGEST_NAP = 60.0
"""Seconds until the list of feeds is looked at again: another process may have changed it."""
BUSY_SECONDS = 60.0
"""Until a feed is polled again whose news could not be stored because another process was writing."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll of a feed came to; `error` is empty for a success."""

    feed: Feed
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    error: str = ""
    unchanged: bool = False
    """The server said that nothing is new."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one poll fetched, to be stored."""

    feed: Feed
    fetched: Fetched
    listing: FeedPage
    gathered: Sequence[FetchedEntry]


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
        on_poll: Callable[[PollResult], None] = lambda polled: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: float = POLL_SECONDS,
    ) -> None:
        self._feeds = feeds
        self._client = client
        self._ingest = ingest
        self._on_poll = on_poll
        self._clock = clock
        self._seconds = seconds
        self._storing = asyncio.Lock()
        self._unstored: dict[str, _Brought] = {}  # by feed, while another process writes

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, which also cancels a poll. Log what fails and try it again later.

        Raise what `on_poll` raises.
        """
        stopping = asyncio.create_task(stop.wait())
        watching = asyncio.create_task(self._watch())
        try:
            await asyncio.wait((stopping, watching), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end((stopping, watching))
        if not watching.cancelled():
            watching.result()

    async def _watch(self) -> None:
        """Run a task for each feed, so that a slow feed does not delay the others."""
        room = asyncio.Semaphore(AT_ONCE)
        polling: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                waker = asyncio.create_task(asyncio.sleep(await self._begin(polling, room)))
                await asyncio.wait((waker, *polling.values()), return_when=asyncio.FIRST_COMPLETED)
                waker.cancel()
                for url in [url for url, task in polling.items() if task.done()]:
                    polling.pop(url).result()
        finally:
            await _end(polling.values())

    async def _begin(self, polling: dict[str, asyncio.Task[None]], room: asyncio.Semaphore) -> float:
        """Begin the polls that are due. Return the seconds until the next."""
        try:
            for feed in await asyncio.to_thread(self._feeds.due):
                if feed.url not in polling:
                    polling[feed.url] = asyncio.create_task(self._poll_and_pause(feed, room))
            due = await asyncio.to_thread(self._feeds.next_due, tuple(polling))
        except NewsdeskError as error:
            log.error("watching failed", extra={"error": str(error)})
            return LONGEST_NAP
        seconds = (due - self._clock()).total_seconds() if due else LONGEST_NAP
        return min(max(seconds, 0.1), LONGEST_NAP)

    async def _poll_and_pause(self, feed: Feed, room: asyncio.Semaphore) -> None:
        """Poll, then pause. The pause matters if nothing can be recorded: the feed then stays due."""
        async with room:
            await self._poll(feed)
        await asyncio.sleep(SHORTEST.total_seconds())

    async def poll_due(self) -> tuple[PollResult, ...]:
        """Poll each feed that is due once. Raise StoreError if the list cannot be read."""
        room = asyncio.Semaphore(AT_ONCE)

        async def poll(feed: Feed) -> PollResult:
            async with room:
                return await self._poll(feed)

        due = await asyncio.to_thread(self._feeds.due)
        return tuple(await asyncio.gather(*map(poll, due)))

    async def _poll(self, feed: Feed) -> PollResult:
        try:
            polled = await self._bring(feed)
        except FolderLockedError as error:
            await self._note(feed, self._feeds.postpone, BUSY_SECONDS)
            polled = PollResult(feed, error=str(error))
        except FetchError as error:
            polled = await self._failed(feed, error.reason, error.retry_after)
        except (NewsdeskError, NotAFeedError) as error:
            polled = await self._failed(feed, str(error))
        except Exception as error:
            # A page or feed that trips a parser must not end a watch of months.
            log.exception("poll failed unexpectedly", extra={"feed": feed.url})
            polled = await self._failed(feed, f"unexpected {type(error).__name__}: {error}")
        self._tell(polled)
        return polled

    def _tell(self, polled: PollResult) -> None:
        try:
            self._on_poll(polled)
        except BrokenPipeError:
            raise
        except Exception:
            # Whoever is told must not end a watch of months either.
            log.exception("telling of a poll failed", extra={"feed": polled.feed.url})

    async def _failed(self, feed: Feed, error: str, retry_after: float = 0.0) -> PollResult:
        log.warning("poll failed", extra={"feed": feed.url, "error": error})
        await self._note(feed, self._feeds.failed, error, retry_after)
        return PollResult(feed, error=error)

    async def _note(self, feed: Feed, note: Callable[..., None], *facts: str | float) -> None:
        try:
            await asyncio.to_thread(note, feed, *facts)
        except StoreError as unwritable:  # the disk is full: the feed stays due
            log.error("failure not noted", extra={"feed": feed.url, "error": str(unwritable)})

    async def _bring(self, feed: Feed) -> PollResult:
        brought = self._unstored.pop(feed.url, None) or await self._fetch(feed)
        if brought is None:
            await asyncio.to_thread(self._feeds.unchanged, feed)
            return PollResult(feed, unchanged=True)
        try:
            outcomes = await self._store(brought.feed, brought.gathered)
        except FolderLockedError:
            self._unstored[feed.url] = brought
            raise
        await self._finish(brought.feed, brought.fetched, brought.listing)
        log.info("polled", extra={"feed": feed.url, **{str(name): n for name, n in outcomes.items()}})
        return PollResult(brought.feed, outcomes)

    async def _fetch(self, feed: Feed) -> _Brought | None:
        """Return what is new in a feed; None if it has not changed."""
        try:
            async with asyncio.timeout(self._seconds):
                fetched, listing = await fetch_listing(feed, self._client)
        except TimeoutError:
            raise FetchError(feed.url, f"takes longer than {self._seconds:.0f} s") from None
        if listing is None:
            return None
        feed = replace(feed, title=listing.title or feed.title)
        pending = await asyncio.to_thread(self._feeds.entries.pending, feed, listing.entries)
        return _Brought(feed, fetched, listing, await self._gather(feed, pending[:MOST_ENTRIES]))

    async def _gather(self, feed: Feed, entries: Sequence[Entry]) -> list[FetchedEntry]:
        """Return the articles that arrive in time. The other entries stay pending."""
        tasks = [asyncio.create_task(gather(entry, feed, self._client)) for entry in entries]
        try:
            if tasks:
                await asyncio.wait(tasks, timeout=self._seconds)
        finally:
            await _end(tasks)
        return [task.result() for task in tasks if not task.cancelled()]

    async def _store(self, feed: Feed, gathered: Sequence[FetchedEntry]) -> Counter[Outcome]:
        if not gathered:
            return Counter()
        async with self._storing:
            return Counter(await asyncio.to_thread(store, feed, gathered, self._feeds, self._ingest))

    async def _finish(self, feed: Feed, fetched: Fetched, listing: FeedPage) -> None:
        """Record the poll; without validators if entries are pending, so that the next answer is whole."""
        more = await asyncio.to_thread(self._feeds.entries.unfinished, feed, listing.entries)
        validators = ("", "") if more else (fetched.etag, fetched.last_modified)
        if fetched.moved and _may_move(feed.url, fetched.moved):
            feed = await asyncio.to_thread(self._feeds.move, feed, fetched.moved)
            log.info("feed moved", extra={"feed": feed.url})
        await asyncio.to_thread(self._feeds.succeeded, feed, listing.title, *validators)


def _may_move(old: str, new: str) -> bool:
    """Return whether a feed may move there: same host, and still https. An attacker must not keep a feed."""
    return host(old) == host(new) and (new.startswith("https:") or old.startswith("http:"))


async def _end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel the tasks that still run and wait until they end."""
    ending = list(tasks)
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
