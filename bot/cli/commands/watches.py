"""`newsdesk watches`: what is new on a topic goes to a webhook, a channel or this output by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_engine, read_settings
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from retrieval.watches.store import WatchStore
    from retrieval.watches.watch import Post


@click.group()
@common_options
def watches() -> None:
    """Post what is new on a topic, once; `newsdesk watch` and `newsdesk discord` do it while they run."""


@watches.command()
@click.argument("topic", nargs=-1)
@click.option(
    "--to", "target", metavar="TARGET", required=True,
    help="A webhook's address, discord:CHANNEL, or - for a JSON line on the standard output.",
)  # fmt: skip
@click.option("--every", metavar="T", default="", help="hour, day, or as in 30m; without it, as news comes.")
@click.option("--at", metavar="HH:MM", default="", help="Time of a daily look.  [default: 08:00]")
@click.option("--zone", metavar="ZONE", default="UTC", show_default=True, help="As in Europe/Berlin.")
@click.option("--source", metavar="NAME", default="", help="Only articles of this source.")
@click.option("--cap", type=click.IntRange(1, 500), default=10, show_default=True, help="Messages a day.")
@click.option("--quiet", metavar="FROM-TO", default="", help="Hours without messages, as in 22-7.")
@click.option("--language", type=click.Choice(["en", "de", "fr"]), default="en", show_default=True)
@click.option("--digest", is_flag=True, help="One message with all stories, every day unless --every says.")
@click.option("--intake", is_flag=True, help="No news: tell when a feed, or all of them, fall silent.")
@common_options
@click.pass_context
def add(
    ctx: click.Context, topic: tuple[str, ...], target: str, every: str, at: str, zone: str, source: str,
    cap: int, quiet: str, language: str, *, digest: bool, intake: bool,
) -> None:  # fmt: skip
    """Watch a TOPIC from now on; a digest may go without one."""
    from bot.requests.watches import parse_quiet, parse_schedule, parse_target, target_name
    from retrieval.watches.watch import Watch, WatchKind

    if digest and intake:
        raise UsageError("--digest and --intake are two kinds of watches; name one")
    kind = WatchKind.DIGEST if digest else WatchKind.INTAKE if intake else WatchKind.NEWS
    if kind is WatchKind.NEWS and not " ".join(topic).strip():
        raise UsageError('a watch needs a topic, such as: newsdesk watches add "heat pumps" --to TARGET')
    watch = Watch(
        kind=kind,
        topic=" ".join(" ".join(topic).split()),
        target=parse_target(target),
        source=source.strip(),
        schedule=parse_schedule(every or "day" if digest else every, at, zone),
        quiet=parse_quiet(quiet),
        cap=cap,
        language=language,
    )
    kept = _open(ctx).add(watch, datetime.now(UTC))
    click.echo(f"watch {kept.number}: {kept.topic or kept.kind} to {target_name(kept.target)}")


@watches.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a watch and line.")
@common_options
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the watches, with why a target takes nothing."""
    from bot.render.answer_json import one_line
    from bot.render.views import make_console, show
    from bot.render.watches import WatchesView, watch_as_dict

    kept = _open(ctx).all()
    if as_json:
        for watch in kept:
            click.echo(one_line(watch_as_dict(watch)))
    elif kept:
        show(WatchesView(kept), make_console())
    else:
        click.echo('newsdesk: no watches yet; `newsdesk watches add "TOPIC" --to TARGET` adds one', err=True)


@watches.command()
@click.argument("number", type=int)
@common_options
@click.pass_context
def pause(ctx: click.Context, number: int) -> None:
    """Post nothing until `resume`."""
    _change(ctx, number, lambda store: store.pause(number), "paused")


@watches.command()
@click.argument("number", type=int)
@common_options
@click.pass_context
def resume(ctx: click.Context, number: int) -> None:
    """Go on; what came in meanwhile is not posted."""
    _change(ctx, number, lambda store: store.resume(number, datetime.now(UTC)), "goes on")


@watches.command()
@click.argument("number", type=int)
@common_options
@click.pass_context
def remove(ctx: click.Context, number: int) -> None:
    """Delete a watch."""
    _change(ctx, number, lambda store: store.remove(number), "removed")


@watches.command()
@click.option("--once", is_flag=True, required=True, help="Look once, and leave.")
@common_options
@click.pass_context
def run(ctx: click.Context, once: bool) -> None:
    """Post what is new for the watches that are due; channels of Discord are left to `newsdesk discord`."""
    asyncio.run(_run_once(ctx))


async def _run_once(ctx: click.Context) -> None:
    from bot.services.watches import open_runner

    async with open_runner(read_settings(ctx), lambda: open_engine(ctx), {"-": print_post}) as runner:
        posts = await runner.run_due(datetime.now(UTC))
    if not any(post.watch.target == "-" for post in posts):
        click.echo(f"newsdesk watches: posted {len(posts)}", err=True)


async def print_post(post: Post) -> None:
    """Write a message as a JSON line."""
    from bot.render.answer_json import one_line
    from bot.render.watches import post_as_dict

    click.echo(one_line(post_as_dict(post)))


def _change(ctx: click.Context, number: int, change: Callable[[WatchStore], bool], done: str) -> None:
    if not change(_open(ctx)):
        raise UsageError(f"there is no watch {number}; `newsdesk watches list` shows them")
    click.echo(f"watch {number}: {done}")


def _open(ctx: click.Context) -> WatchStore:
    from retrieval.watches.store import WatchStore

    settings = read_settings(ctx)
    settings.data.mkdir(parents=True, exist_ok=True)
    store = WatchStore(settings.data)
    ctx.call_on_close(store.close)
    return store
