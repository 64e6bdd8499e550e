"""The command line: the group that holds every command."""

from __future__ import annotations

import click

from bot.cli.commands.articles import articles
from bot.cli.commands.ask import ask
from bot.cli.commands.check import check
from bot.cli.commands.completion import completion
from bot.cli.commands.digest import digest
from bot.cli.commands.discord import discord
from bot.cli.commands.doctor import doctor
from bot.cli.commands.evaluate import evaluate
from bot.cli.commands.feedback import feedback
from bot.cli.commands.feeds import feeds
from bot.cli.commands.ingest import ingest
from bot.cli.commands.init import init
from bot.cli.commands.mcp import mcp
from bot.cli.commands.reindex import reindex
from bot.cli.commands.repl import repl
from bot.cli.commands.serve import serve
from bot.cli.commands.watch import watch
from bot.cli.commands.watches import watches
from bot.cli.context import common_options
from bot.cli.errors import ErrorHandlingGroup


@click.group(
    cls=ErrorHandlingGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@common_options
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, help="Show the version and exit.",
              callback=lambda ctx, param, on: _show_version(ctx) if on else None)  # fmt: skip
def cli() -> None:
    """Answers questions about the news with the very sentences that say so.

    Start with `newsdesk ingest FOLDER`, then `newsdesk ask "QUESTION"`.
    """


def _show_version(ctx: click.Context) -> None:
    from bot.render.version import version_of

    version = version_of("newsdesk")
    click.echo(f"newsdesk {version}" if version else "newsdesk, from a folder where it is not installed")
    ctx.exit()


COMMANDS = (
    ingest, feeds, watch, watches, ask, check, digest, repl, serve, mcp, discord,
    evaluate, articles, feedback, reindex, init, doctor, completion,
)  # fmt: skip

for command in COMMANDS:
    cli.add_command(command)
