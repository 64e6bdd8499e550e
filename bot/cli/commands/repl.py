"""`newsdesk repl`: one question after another."""

from __future__ import annotations

import sys
from datetime import date

import click

from bot.cli.context import common_options, engine_factory, read_settings


@click.command()
@common_options
@click.pass_context
def repl(ctx: click.Context) -> None:
    """Ask one question after another.

    In a pipe it reads a question or a slash command a line, and /help lists the commands.
    """
    from bot.repl.session import Session
    from bot.repl.worker import Worker

    settings = read_settings(ctx)
    session = Session(Worker(), lambda: engine_factory(ctx)(settings), date.today())
    if sys.stdin.isatty() and sys.stdout.isatty():
        from bot.repl.terminal import run_terminal

        run_terminal(session, settings.data)
    else:
        from bot.repl.piped import run_piped

        run_piped(session, sys.stdin)
    session.close()
