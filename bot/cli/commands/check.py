"""`newsdesk check`: whether the articles bear out a claim."""

from __future__ import annotations

import sys
from datetime import date

import click

from bot.cli.commands.ask import limit_options
from bot.cli.context import common_options, open_engine
from retrieval.errors import UsageError


@click.command()
@click.argument("claim", nargs=-1, required=True, metavar="CLAIM|-")
@limit_options
@click.option("--json", "as_json", is_flag=True, help="Print each verdict as a JSON object on one line.")
@common_options
@click.pass_context
def check(ctx: click.Context, /, claim: tuple[str, ...], as_json: bool, **limits: str | None) -> None:
    """Hold a claim against the articles: supported, contradicted, or neither.

    With - for a claim, standard input holds them: a line each, as plain text or as a JSON object with "claim"
    and, if wanted, "id", "since", "until", "source" and "as_of".
    """
    from bot.cli.claim_output import check_lines

    if not " ".join(claim).strip():
        raise UsageError("the claim is empty; give one, such as: the talks were held in Istanbul")
    lines = sys.stdin if claim == ("-",) else [" ".join(claim)]
    ctx.exit(check_lines(open_engine(ctx), lines, limits, date.today(), as_json=as_json))
