"""`newsdesk ask`: one question, or many from standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from bot.cli.context import common_options, open_engine

Function = TypeVar("Function", bound=Callable[..., Any])


def limit_options(function: Function) -> Function:
    """Add `--since`, `--until`, `--source` and `--as-of`, the keyword arguments in `queries.LIMITS`."""
    for option, metavar, text in (
        ("--as-of", "D", "What “today” means in the question."),
        ("--source", "S", "Only articles of this source."),
        ("--until", "D", "Only articles published on or before this day."),
        ("--since", "D", "Only articles published on or after this day: 2026-03-01, or “last monday”."),
    ):
        function = click.option(option, metavar=metavar, help=text)(function)
    return function


@click.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION|-")
@limit_options
@click.option("--json", "as_json", is_flag=True, help="Print each answer as a JSON object on one line.")
@common_options
@click.pass_context
def ask(ctx: click.Context, /, question: tuple[str, ...], as_json: bool, **limits: str | None) -> None:
    """Answer a question with cited sentences.

    With - for a question, standard input holds them: a line each, as plain text or as a JSON object with
    "question" and, if wanted, "id", "since", "until", "source" and "as_of".
    """
    from bot.requests.queries import make_query

    today = date.today()
    query = make_query(" ".join(question), limits, today)
    engine = open_engine(ctx)
    from bot.cli.answer_output import ask_lines, ask_one

    if question == ("-",):
        ctx.exit(ask_lines(engine, sys.stdin, limits, today, as_json=as_json))
    ask_one(engine, query, today, as_json=as_json)
