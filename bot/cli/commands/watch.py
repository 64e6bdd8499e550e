"""`newsdesk watch`: news comes in by itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_library, read_settings
from bot.cli.errors import FAILED
from bot.render.text import count_in_words

if TYPE_CHECKING:
    from bot.services.metrics import WatchMetrics
    from retrieval.feeds import PollResult
    from retrieval.ingest.library import Library
    from retrieval.settings import Settings


@click.command()
@click.option("--once", is_flag=True, help="Poll the feeds that are due, forget what has expired, and leave.")
@common_options
@click.pass_context
def watch(ctx: click.Context, once: bool) -> None:
    """Poll the feeds, each in its interval, until Ctrl-C; `newsdesk feeds add` says which.

    It may be stopped or killed at any moment: the next one goes on. Questions can be asked meanwhile.
    """
    from bot.cli.json_log import log_to
    from bot.services.metrics import WatchMetrics, serving

    settings, library = read_settings(ctx), open_library(ctx)
    log_to(settings.log)
    if once:
        ctx.exit(asyncio.run(_once(settings, library)))
    metrics = WatchMetrics()
    with serving(metrics, settings.metrics_port):
        click.echo("newsdesk watch: watching; Ctrl-C stops", err=True)
        asyncio.run(_run(settings, library, metrics))


async def _once(settings: Settings, library: Library) -> int:
    from retrieval.feeds import open_watcher
    from retrieval.ingest.retention import expired, forget

    async with open_watcher(settings, library.ingest, _tell) as watcher:
        polled = await watcher.poll_due()
    index = library.index
    gone = forget(index, expired(index, settings.keep_days, settings.keep_articles, library.today()))
    if gone:
        click.echo(f"removed {count_in_words(gone, 'article')} whose time is over")
    return FAILED if any(p.error for p in polled) else 0


async def _run(settings: Settings, library: Library, metrics: WatchMetrics) -> None:
    from bot.services.signals import on_stop
    from retrieval.feeds import open_watcher
    from retrieval.ingest.retention import forget_daily

    def on_poll(polled: PollResult) -> None:
        _tell(polled)
        metrics.take(polled)

    stop = asyncio.Event()
    with on_stop(stop.set):
        async with open_watcher(settings, library.ingest, on_poll) as watcher:
            forgetting = asyncio.create_task(
                forget_daily(library.index, settings.keep_days, settings.keep_articles, library.today)
            )
            await watcher.run(stop)
            forgetting.cancel()


def _tell(polled: PollResult) -> None:
    from bot.render.feeds import poll_in_words

    if polled.error or polled.outcomes:
        click.echo(poll_in_words(polled), err=bool(polled.error))
