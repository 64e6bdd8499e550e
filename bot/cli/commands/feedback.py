"""`newsdesk feedback`: what people thought of the Discord bot's answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_library

if TYPE_CHECKING:
    from bot.services.feedback import VotedAnswer


@click.group()
@common_options
def feedback() -> None:
    """List what people thought of answers, and make evaluation questions of it."""


@feedback.command("list")
@common_options
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List every answer that was voted on, with the reasons that were given."""
    from bot.render.text import neutral

    answers = _voted_answers(ctx)
    if not answers:
        click.echo("newsdesk: nobody has voted on an answer yet", err=True)
    for answer in answers:
        reasons = "".join(f"\t{neutral(reason)}" for reason in answer.reasons)
        click.echo(f"+{answer.good} -{answer.bad}\t{neutral(answer.question['question'])}{reasons}")


@feedback.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to this file instead of standard output.")  # fmt: skip
@common_options
@click.pass_context
def export(ctx: click.Context, output: Path | None) -> None:
    """Write the answers that people confirmed as questions for `newsdesk evaluate`, a JSON line each.

    A refusal with thumbs up is a question without an answer. Thumbs down say what is wrong and not what is
    right, so those are only counted; `newsdesk feedback list` shows them.
    """
    from bot.render.answer_json import one_line

    answers = _voted_answers(ctx)
    lines = "".join(f"{one_line(answer.question)}\n" for answer in answers if answer.confirmed)
    if output:
        output.write_text(lines, encoding="utf-8")
    else:
        click.echo(lines, nl=False)
    confirmed = sum(answer.confirmed for answer in answers)
    click.echo(f"exported {confirmed}, left out {len(answers) - confirmed} that nobody confirmed", err=True)


def _voted_answers(ctx: click.Context) -> list[VotedAnswer]:
    from bot.chat.store.feedback import FeedbackStore
    from bot.services.feedback import voted_answers

    index = open_library(ctx).index
    store = FeedbackStore(index.folder, index.articles)
    ctx.call_on_close(store.close)
    return list(voted_answers(store.votes()))
