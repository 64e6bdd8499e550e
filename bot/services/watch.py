"""Polls the feeds, makes vectors and deletes expired articles, for every program that runs for long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial

from bot.services.metrics import WatchMetrics, serving
from retrieval.errors import NewsdeskError
from retrieval.feeds import PollResult, open_watcher
from retrieval.ingest.library import Library
from retrieval.ingest.retention import expired, forget, forget_daily
from retrieval.settings import Settings

VECTOR_PASSAGES = 32
"""Passages embedded at a time in the background: a second, after which a question or the end has its turn."""
VECTOR_SECONDS = 5.0
"""Until it is looked again whether any passage lacks its vector."""

log = logging.getLogger(__name__)


async def watch(
    library: Library,
    settings: Settings,
    stop: asyncio.Event,
    on_poll: Callable[[PollResult], None] = lambda polled: None,
    on_start: Callable[[], None] = lambda: None,
) -> None:
    """Poll the feeds, make vectors, remove what has expired and serve the metrics, until `stop` is set.

    Raise UsageError where the metrics' port is taken.
    """
    metrics = WatchMetrics()

    def take(polled: PollResult) -> None:
        on_poll(polled)
        metrics.take(polled)

    with serving(metrics, settings.metrics_port):
        on_start()
        async with open_watcher(settings, partial(library.ingest, vectors=False), take) as watcher:
            cleaning = asyncio.create_task(
                forget_daily(library.index, settings.keep_days, settings.keep_articles, library.today)
            )
            following = asyncio.create_task(_make_vectors(library))
            try:
                await watcher.run(stop)
            finally:
                cleaning.cancel()
                following.cancel()


async def _make_vectors(library: Library) -> None:
    """Make the vectors that articles lack, whoever brought them in, for as long as it is not cancelled."""
    while True:
        steps = library.add_missing_vectors(VECTOR_PASSAGES)
        try:
            while await asyncio.to_thread(next, steps, None) is not None:
                pass
        except NewsdeskError as error:
            log.warning("vectors not made", extra={"error": str(error)})
        await asyncio.sleep(VECTOR_SECONDS)


async def watch_once(
    library: Library, settings: Settings, on_poll: Callable[[PollResult], None]
) -> tuple[Sequence[PollResult], int]:
    """Poll the feeds that are due and remove what has expired; return the polls and how many went."""
    async with open_watcher(settings, partial(library.ingest, vectors=False), on_poll) as watcher:
        polls = await watcher.poll_due()
    index = library.index
    gone = forget(index, expired(index, settings.keep_days, settings.keep_articles, library.today()))
    for _ in library.add_missing_vectors():
        pass
    return polls, gone
