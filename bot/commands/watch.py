"""`newsdesk watch`: news comes in by itself."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import click

from bot.context import common_options, open_engine, read_settings
from bot.door import FAILED

if TYPE_CHECKING:
    from retrieval.engine import Engine
    from retrieval.feeds import Polled
    from retrieval.settings import Settings


@click.command()
@click.option("--once", is_flag=True, help="Poll the feeds that are due, and leave.")
@common_options
@click.pass_context
def watch(ctx: click.Context, once: bool) -> None:
    """Poll the feeds, each in its interval, until Ctrl-C; `newsdesk feeds add` says which.

    It may be stopped or killed at any moment: the next one goes on. Questions can be asked meanwhile.
    """
    settings, engine = read_settings(ctx), open_engine(ctx)
    if once:
        ctx.exit(asyncio.run(_once(settings, engine)))
    click.echo("newsdesk watch: watching; Ctrl-C stops", err=True)
    asyncio.run(_run(settings, engine))


async def _once(settings: Settings, engine: Engine) -> int:
    from retrieval.feeds import open_watcher

    async with open_watcher(settings, engine.ingest, _tell) as watcher:
        polled = await watcher.poll_due()
    return FAILED if any(p.error for p in polled) else 0


async def _run(settings: Settings, engine: Engine) -> None:
    from retrieval.feeds import open_watcher

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with open_watcher(settings, engine.ingest, _tell) as watcher:
        await watcher.run(stop)


def _tell(polled: Polled) -> None:
    from bot.feed_views import poll_in_words

    if polled.error or polled.outcomes:
        click.echo(poll_in_words(polled), err=bool(polled.error))
