"""Posts of watches: to webhooks and to the standard output, while a program runs or once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
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


async def keep_posting(
    runner: WatchRunner,
    stop: asyncio.Event,
    wake: asyncio.Event,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Run due watches every minute and whenever `wake` is set, until `stop` is set."""
    stopping = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            try:
                await runner.run_due(clock())
            except NewsdeskError as error:
                log.error("watches: %s", error)
            waking = asyncio.create_task(wake.wait())
            await asyncio.wait((stopping, waking), timeout=PAUSE, return_when=asyncio.FIRST_COMPLETED)
            waking.cancel()
            wake.clear()
    finally:
        stopping.cancel()
