"""`newsdesk watch`: news comes in by itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.commands.watches import print_post
from bot.cli.context import common_options, open_engine, read_settings
from bot.cli.errors import FAILED

if TYPE_CHECKING:
    from retrieval.engine import Engine
    from retrieval.feeds import PollResult
    from retrieval.settings import Settings


@click.command()
@click.option("--once", is_flag=True, help="Poll the feeds that are due, forget what has expired, and leave.")
@common_options
@click.pass_context
def watch(ctx: click.Context, once: bool) -> None:
    """Poll the feeds, each in its interval, and post what watches find, until Ctrl-C.

    `newsdesk feeds add` says which feeds, `newsdesk watches add` what is posted where.

    It may be stopped or killed at any moment: the next one goes on. Questions can be asked meanwhile.
    """
    from bot.services.json_log import log_to

    settings, engine = read_settings(ctx), open_engine(ctx)
    log_to(settings.log)
    ctx.exit(asyncio.run(_once(settings, engine) if once else _run(settings, engine)))


async def _once(settings: Settings, engine: Engine) -> int:
    from bot.render.text import count_text
    from bot.services.watch import watch_once
    from bot.services.watches import open_runner

    polls, removed = await watch_once(engine, settings, _tell)
    if removed:
        click.echo(f"removed {count_text(removed, 'article')} whose time is over")
    async with open_runner(settings, lambda: engine, {"-": print_post}) as runner:
        await runner.run_due(datetime.now(UTC))
    return FAILED if any(poll.error for poll in polls) else 0


async def _run(settings: Settings, engine: Engine) -> int:
    from bot.services.signals import on_stop
    from bot.services.watch import watch
    from bot.services.watches import PAUSE, keep_posting, open_runner

    stop, wake = asyncio.Event(), asyncio.Event()

    def take(polled: PollResult) -> None:
        _tell(polled)
        if polled.outcomes:
            wake.set()

    async def pause() -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), PAUSE)
        wake.clear()
        return not stop.is_set()

    with on_stop(stop.set):
        greet = partial(click.echo, "newsdesk watch: watching; Ctrl-C stops", err=True)
        async with open_runner(settings, lambda: engine, {"-": print_post}) as runner:
            posting = asyncio.create_task(keep_posting(runner, pause=pause))
            try:
                await watch(engine, settings, stop, take, greet)
            finally:
                stop.set()
                wake.set()
                await posting
    return 0


def _tell(polled: PollResult) -> None:
    from bot.render.feeds import poll_text

    if polled.error or polled.outcomes:
        click.echo(poll_text(polled), err=bool(polled.error))
