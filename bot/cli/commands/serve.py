"""`newsdesk serve`: the page and the API."""

from __future__ import annotations

import click

from bot.cli.context import common_options, engine_factory, read_settings


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

    settings = read_settings(ctx)
    if settings.log:
        from bot.services.json_log import log_to

        log_to(settings.log, alone=False)
    rules = rules_of(settings, host)
    with open_socket(host, port) as sock:
        engine = engine_factory(ctx)(settings)
        line = f"newsdesk serve: {url_of(sock)} (API: {url_of(sock)}openapi.json); Ctrl-C stops"
        if not serve(engine, settings, rules, sock, on_start=lambda: click.echo(line, err=True)):
            leave_now()
        engine.close()
