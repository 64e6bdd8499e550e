"""Checks claims and shows the verdicts, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import click

from bot.render.answer_json import one_line
from bot.render.claim import check_as_dict, check_view
from bot.render.views import make_console, show
from bot.requests.question_lines import read_lines
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError


def check_lines(
    engine: Engine, lines: Iterable[str], limits: Mapping[str, str | None], today: date, *, as_json: bool
) -> int:
    """Check each line as it comes. Return 1 if any could not be checked, else 0."""
    failed = False
    for line in read_lines(lines, limits, today, field="claim"):
        checked, error = None, line.error
        if line.query:
            try:
                checked = engine.check(line.query)
            except NewsdeskError as wrong:
                error = f"line {line.line}: {wrong}"
        failed |= checked is None
        if as_json:
            click.echo(one_line({**line.tag, **(check_as_dict(checked) if checked else {"error": error})}))
        elif checked:
            show(check_view(checked), make_console())
        else:
            click.echo(f"newsdesk check: {error}", err=True)
    return int(failed)
