"""`newsdesk digest`: the stories of some days."""

from __future__ import annotations

from datetime import date

import click

from bot.cli.commands.ask import limit_options
from bot.cli.context import common_options, open_engine


@click.command()
@click.argument("topic", nargs=-1)
@limit_options
@click.option("--format", "form", type=click.Choice(["text", "markdown", "html"]), default="text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@common_options
@click.pass_context
def digest(
    ctx: click.Context, /, topic: tuple[str, ...], form: str, as_json: bool, **limits: str | None
) -> None:
    """Tell the news of a day, a week or any range, one sentence a story, or only what is on a TOPIC.

    Without --since and --until these are the last two days.
    """
    from bot.render.answer_json import one_line
    from bot.render.digest import FORMATS, digest_as_dict
    from bot.requests.queries import make_query

    query = make_query(" ".join(topic), limits, date.today())
    found = open_engine(ctx).digest(query)
    click.echo(one_line(digest_as_dict(found)) if as_json else FORMATS[form](found))
