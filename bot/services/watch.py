"""Polls the feeds and deletes expired articles, for every program that runs for long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.services.metrics import WatchMetrics, serving
from retrieval.feeds import PollResult, open_watcher
from retrieval.ingest.library import Library
from retrieval.ingest.retention import expired, forget, forget_daily
from retrieval.settings import Settings


async def watch(
    library: Library,
    settings: Settings,
    stop: asyncio.Event,
    on_poll: Callable[[PollResult], None] = lambda polled: None,
    on_start: Callable[[], None] = lambda: None,
) -> None:
    """Poll the feeds, remove what has expired and serve the metrics, until `stop` is set.

    Raise UsageError where the metrics' port is taken.
    """
    metrics = WatchMetrics()

    def take(polled: PollResult) -> None:
        on_poll(polled)
        metrics.take(polled)

    with serving(metrics, settings.metrics_port):
        on_start()
        async with open_watcher(settings, library.ingest, take) as watcher:
            cleaning = asyncio.create_task(
                forget_daily(library.index, settings.keep_days, settings.keep_articles, library.today)
            )
            try:
                await watcher.run(stop)
            finally:
                cleaning.cancel()


async def watch_once(
    library: Library, settings: Settings, on_poll: Callable[[PollResult], None]
) -> tuple[Sequence[PollResult], int]:
    """Poll the feeds that are due and remove what has expired; return the polls and how many went."""
    async with open_watcher(settings, library.ingest, on_poll) as watcher:
        polls = await watcher.poll_due()
    index = library.index
    gone = expired(index, settings.keep_days, settings.keep_articles, library.today())
    return polls, forget(index, gone)
