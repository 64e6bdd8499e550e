"""`newsdesk serve`: the page and the API."""

from __future__ import annotations

from contextlib import closing
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, engine_factory, read_settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from retrieval.engine import Engine
    from retrieval.index.browse import ArticleBrowser


@click.command()
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", default=8080, show_default=True,
    help="0 takes any that is free.",
)  # fmt: skip
@common_options
@click.pass_context
def serve(ctx: click.Context, host: str, port: int) -> None:
    """Answer questions on a web page and over HTTP, until Ctrl-C.

    Other machines need a token, from NEWSDESK_API_TOKEN or the file that NEWSDESK_API_TOKEN_FILE names.
    """
    from bot.services.signals import leave_now
    from bot.web.serve import open_socket, rules_of, serve, url_of
    from retrieval.index.browse import ArticleBrowser

    settings = read_settings(ctx)
    if settings.log:
        from bot.services.json_log import log_to

        log_to(settings.log, alone=False)
    rules = rules_of(settings, host)
    with open_socket(host, port) as sock:
        engine = engine_factory(ctx)(settings)
        line = f"newsdesk serve: {url_of(sock)} (API: {url_of(sock)}openapi.json); Ctrl-C stops"
        with closing(ArticleBrowser(engine.index.folder)) as browser:
            more = _for_assistants(engine, browser)
            if not serve(
                engine, settings, rules, sock, on_start=lambda: click.echo(line, err=True), more=more
            ):
                leave_now()
        engine.close()


def _for_assistants(engine: Engine, browser: ArticleBrowser) -> list[Starlette]:
    """Return what serves assistants at /mcp, if the extra for it is installed."""
    if find_spec("mcp") is None:
        return []
    from bot.mcp.server import create_server, http_app
    from bot.mcp.tools import NewsTools

    return [http_app(create_server(NewsTools(engine, browser)))]
