"""`newsdesk watch`: news comes in by itself."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_library, read_settings
from bot.cli.errors import FAILED

if TYPE_CHECKING:
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
    from bot.services.json_log import log_to

    settings, library = read_settings(ctx), open_library(ctx)
    log_to(settings.log)
    ctx.exit(asyncio.run(_once(settings, library) if once else _run(settings, library)))


async def _once(settings: Settings, library: Library) -> int:
    from bot.render.text import count_text
    from bot.services.watch import watch_once

    polls, removed = await watch_once(library, settings, _tell)
    if removed:
        click.echo(f"removed {count_text(removed, 'article')} whose time is over")
    return FAILED if any(poll.error for poll in polls) else 0


async def _run(settings: Settings, library: Library) -> int:
    from bot.services.signals import on_stop
    from bot.services.watch import watch

    stop = asyncio.Event()
    with on_stop(stop.set):
        greet = partial(click.echo, "newsdesk watch: watching; Ctrl-C stops", err=True)
        await watch(library, settings, stop, _tell, greet)
    return 0


def _tell(polled: PollResult) -> None:
    from bot.render.feeds import poll_text

    if polled.error or polled.outcomes:
        click.echo(poll_text(polled), err=bool(polled.error))
