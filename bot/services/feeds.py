"""Adding and checking feeds, for the command line and the chat."""

from __future__ import annotations

import asyncio

from bot.errors import FeedRefusedError
from bot.requests.intervals import parse_interval
from retrieval.errors import FetchError, RefusedError, UsageError
from retrieval.feeds import FeedCheck, NotAFeedError, check_feed
from retrieval.feeds.factory import open_client, open_feeds
from retrieval.settings import Settings


class FeedService:
    """The feeds of a data folder. Everything is fetched through the guarded client."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.store = open_feeds(settings)

    def close(self) -> None:
        self.store.close()

    async def add(self, url: str, every: str, source: str) -> FeedCheck | FetchError:
        """Watch a feed; return the check, or why that has to wait.

        Raise FeedRefusedError for what will never be a feed, UsageError for a wrong interval.
        """
        interval = parse_interval(every)
        check: FeedCheck | FetchError
        try:
            check = await self._fetch(url)
        except RefusedError as error:
            raise FeedRefusedError(str(error)) from None
        except NotAFeedError as error:
            raise FeedRefusedError(f"{url} {error}") from None
        except FetchError as error:
            check = error
        await asyncio.to_thread(self.store.add, url, interval, source.strip())
        return check

    async def check(self, url: str) -> FeedCheck:
        """Fetch a feed once and take nothing in. Raise UsageError where it cannot be read."""
        try:
            return await self._fetch(url)
        except FetchError as error:
            raise UsageError(str(error)) from None
        except NotAFeedError as error:
            raise UsageError(f"{url} {error}") from None

    async def _fetch(self, url: str) -> FeedCheck:
        async with open_client(self._settings) as client:
            return await check_feed(url, client)
