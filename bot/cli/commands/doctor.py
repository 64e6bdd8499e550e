"""`newsdesk doctor`: what works on this machine."""

from __future__ import annotations

import click

from bot.cli.context import common_options, read_settings
from bot.cli.errors import FAILED


@click.command()
@common_options
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say what works here, a line each.

    It looks at the settings, the disk, the articles, the models, the tokens and the network.

    No secret is shown, so the lines may stand in a bug report. The exit code is 1 if something is missing.
    """
    settings = read_settings(ctx)
    from bot.cli.doctor import examine

    missing = False
    for result in examine(settings):
        click.echo(" ".join(result.line().splitlines()))
        missing |= result.state == "missing"
    ctx.exit(FAILED if missing else 0)
