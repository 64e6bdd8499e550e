"""`newsdesk watch`: news comes in by itself."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_engine, read_settings
from bot.cli.errors import FAILED
from bot.render.text import count_in_words

if TYPE_CHECKING:
    from bot.services.metrics import WatchMetrics
    from retrieval.engine import Engine
    from retrieval.feeds import PollResult
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

    settings, engine = read_settings(ctx), open_engine(ctx)
    log_to(settings.log)
    if once:
        ctx.exit(asyncio.run(_once(settings, engine)))
    metrics = WatchMetrics()
    with serving(metrics, settings.metrics_port):
        click.echo("newsdesk watch: watching; Ctrl-C stops", err=True)
        asyncio.run(_run(settings, engine, metrics))


async def _once(settings: Settings, engine: Engine) -> int:
    from retrieval.feeds import open_watcher
    from retrieval.ingest.retention import expired, forget

    async with open_watcher(settings, engine.ingest, _tell) as watcher:
        polled = await watcher.poll_due()
    index = engine.index
    gone = forget(index, expired(index, settings.keep_days, settings.keep_articles, engine.today()))
    if gone:
        click.echo(f"removed {count_in_words(gone, 'article')} whose time is over")
    return FAILED if any(p.error for p in polled) else 0


async def _run(settings: Settings, engine: Engine, metrics: WatchMetrics) -> None:
    from retrieval.feeds import open_watcher
    from retrieval.ingest.retention import forget_daily

    def on_poll(polled: PollResult) -> None:
        _tell(polled)
        metrics.take(polled)

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_watcher(settings, engine.ingest, on_poll) as watcher:
        forgetting = asyncio.create_task(
            forget_daily(engine.index, settings.keep_days, settings.keep_articles, engine.today)
        )
        await watcher.run(stop)
        forgetting.cancel()


def _tell(polled: PollResult) -> None:
    from bot.render.feeds import poll_in_words

    if polled.error or polled.outcomes:
        click.echo(poll_in_words(polled), err=bool(polled.error))
