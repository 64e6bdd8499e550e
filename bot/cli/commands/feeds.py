"""`newsdesk feeds`: the watched feeds and their state."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, read_settings
from bot.cli.errors import FAILED
from bot.requests.intervals import parse_interval
from retrieval.errors import FetchError, RefusedError, UsageError

if TYPE_CHECKING:
    from bot.services.feeds import FeedService


@click.group()
@common_options
def feeds() -> None:
    """List, add, check and remove the feeds that `newsdesk watch` polls."""


@feeds.command()
@click.argument("url")
@click.option(
    "--every", metavar="T", default="15m", show_default=True, help="Time between polls: 15m, 2h, 1d."
)
@click.option("--source", metavar="NAME", default="", help="What its articles' source is called.")
@common_options
@click.pass_context
def add(ctx: click.Context, url: str, every: str, source: str) -> None:
    """Watch a feed (RSS, Atom, RDF, JSON Feed) or a sitemap; added again, it changes its settings."""
    from bot.render.feeds import CheckView
    from bot.render.views import make_console, show

    check = asyncio.run(_open(ctx).add(url, every, source))
    if isinstance(check, FetchError):
        click.echo(f"newsdesk feeds: {check}; it is added and tried again later", err=True)
    else:
        show(CheckView(check), make_console())


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a feed and line.")
@common_options
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """List the feeds with their last success, new articles, next poll and errors."""
    from bot.render.answer_json import one_line
    from bot.render.feeds import FeedsView, feed_as_dict
    from bot.render.views import make_console, show

    watched = _open(ctx).store.all()
    if as_json:
        for feed in watched:
            click.echo(one_line(feed_as_dict(feed)))
    elif watched:
        show(FeedsView(watched, datetime.now(UTC)), make_console())
    else:
        click.echo("newsdesk: no feeds yet; `newsdesk feeds add URL` adds one", err=True)


@feeds.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@common_options
@click.pass_context
def remove(ctx: click.Context, urls: Sequence[str]) -> None:
    """Watch feeds no longer; their articles stay."""
    store = _open(ctx).store
    watched = {feed.url for feed in store.all()}
    for url in urls:
        if url not in watched:
            raise UsageError(f"{url} is not watched; `newsdesk feeds list` shows what is")
    for url in urls:
        store.remove(url)
        click.echo(f"watched no longer: {url}")


@feeds.command()
@click.argument("urls", metavar="[URL]...", nargs=-1)
@common_options
@click.pass_context
def check(ctx: click.Context, urls: Sequence[str]) -> None:
    """Fetch feeds once, take nothing in, and say what is wrong; without URL, all that are watched."""
    from bot.render.feeds import CheckView
    from bot.render.views import make_console, show

    service, failed = _open(ctx), False
    for url in urls or [feed.url for feed in service.store.all()]:
        try:
            show(CheckView(asyncio.run(service.check(url))), make_console())
        except UsageError as error:
            failed = True
            click.echo(f"newsdesk feeds: {error}", err=True)
    ctx.exit(FAILED if failed else 0)


@feeds.command("import")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--every", metavar="T", default="15m", show_default=True, help="Time between polls of each.")
@common_options
@click.pass_context
def import_(ctx: click.Context, file: Path, every: str) -> None:
    """Watch all feeds of an OPML file; `feeds check` tells which of them are any good."""
    from bot.render.text import count_text
    from retrieval.feeds.opml import read_opml
    from retrieval.http.urls import parse_url

    interval, store, added = parse_interval(every), _open(ctx).store, 0
    for outline in read_opml(file.read_bytes(), str(file)):
        try:
            store.add(str(parse_url(outline.url)), interval, outline.source)
            added += 1
        except RefusedError as error:
            click.echo(f"newsdesk feeds: {error}; left out", err=True)
    click.echo(f"added {count_text(added, 'feed')}")


@feeds.command()
@common_options
@click.pass_context
def export(ctx: click.Context) -> None:
    """Print all feeds as OPML, for another feed reader."""
    from retrieval.feeds.opml import FeedOutline, write_opml

    click.echo(write_opml(FeedOutline(f.url, f.source or f.title) for f in _open(ctx).store.all()), nl=False)


def _open(ctx: click.Context) -> FeedService:
    from bot.services.feeds import FeedService

    service = FeedService(read_settings(ctx))
    ctx.call_on_close(service.close)
    return service
