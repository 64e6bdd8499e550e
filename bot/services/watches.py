"""Posts of watches: to webhooks and to the standard output, while a program runs or once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime

from bot.render.watches import post_as_dict
from bot.requests.watches import target_name
from retrieval.engine import Engine
from retrieval.errors import FetchError, NewsdeskError, RefusedError, UnsureError
from retrieval.feeds.factory import open_client, open_feeds
from retrieval.http import GuardedClient
from retrieval.settings import Settings
from retrieval.watches.run import NotTakenError, Send, WatchRunner
from retrieval.watches.store import WatchStore
from retrieval.watches.watch import Post

log = logging.getLogger(__name__)

PAUSE = 60.0
"""Seconds between two looks at which watches are due."""


def webhook(client: GuardedClient) -> Send:
    """Return what posts to webhooks through the guarded client."""

    async def send(post: Post) -> None:
        target = post.watch.target
        try:
            await client.post(target, post_as_dict(post), target_name(target))
        except UnsureError:
            raise
        except FetchError as error:
            for_good = isinstance(error, RefusedError)
            raise NotTakenError(str(error), retry_after=error.retry_after, for_good=for_good) from None

    return send


@asynccontextmanager
async def open_runner(
    settings: Settings, engine: Callable[[], Engine], senders: Mapping[str, Send]
) -> AsyncIterator[WatchRunner]:
    """Yield a runner for `senders` and webhooks, for one event loop."""
    async with open_client(settings) as client:
        with closing(WatchStore(settings.data)) as store, closing(open_feeds(settings)) as feeds:
            yield WatchRunner(store, feeds, engine, {"http": webhook(client), **senders})


async def a_minute() -> bool:
    """Wait for a minute; return that there is more to do."""
    await asyncio.sleep(PAUSE)
    return True


async def keep_posting(
    runner: WatchRunner,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    pause: Callable[[], Awaitable[bool]] = a_minute,
) -> None:
    """Run due watches, with a `pause` between two looks, until it returns False."""
    while True:
        try:
            await runner.run_due(clock())
        except NewsdeskError as error:
            log.error("watches: %s", error)
        if not await pause():
            return
