"""Asks the engine and shows what comes back: one question, or one a line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import click

from bot.render.answer_json import answer_as_dict, one_line
from bot.render.answers import answer_view, partial_view
from bot.render.text import neutral
from bot.render.views import make_console, show
from bot.requests.queries import known_source
from bot.requests.question_lines import AskedLine, read_lines
from bot.services.answer_stream import stream_answer
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError, UsageError
from retrieval.values import Answer, Query


def ask_one(engine: Engine, query: Query, today: date, *, as_json: bool) -> None:
    """Print the answer. Raise what `Engine.ask` raises."""
    query = _spelled(engine, query)
    answer = _with_sign_of_life(engine, query)
    if as_json:
        click.echo(one_line(answer_as_dict(answer)))
    else:
        show(answer_view(answer, query, today), make_console())


def ask_lines(
    engine: Engine, lines: Iterable[str], limits: Mapping[str, str | None], today: date, *, as_json: bool
) -> int:
    """Answer each line as it comes. Return 1 if any could not be answered, else 0."""
    failed = False
    for line in read_lines(lines, limits, today):
        answer, error = _try(engine, line)
        failed |= answer is None
        if as_json:
            # click.echo flushes, so that each answer leaves as it is ready.
            click.echo(one_line({**line.tag, **(answer_as_dict(answer) if answer else {"error": error})}))
        elif answer and line.query:
            click.echo(f"> {neutral(answer.question)}\n")
            show(answer_view(answer, line.query, today), make_console())
            click.echo()
        else:
            click.echo(f"newsdesk ask: {error}", err=True)
    return int(failed)


def _try(engine: Engine, line: AskedLine) -> tuple[Answer | None, str]:
    if line.query is None:
        return None, line.error
    try:
        return engine.ask(_spelled(engine, line.query)), ""
    except NewsdeskError as error:
        return None, f"line {line.line}: {error}"


def _spelled(engine: Engine, query: Query) -> Query:
    """Return the query with its source as the articles spell it. Warn of an unknown source."""
    sources = engine.index.articles.sources() if query.source else {}
    if not sources:
        return query
    try:
        return replace(query, source=known_source(query.source, sources))
    except UsageError as error:
        click.echo(f"newsdesk ask: {error}", err=True)
        return query


def _with_sign_of_life(engine: Engine, query: Query) -> Answer:
    """Return the answer. In a terminal, show a spinner and the words of a language model meanwhile."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        return engine.ask(query)
    with console.status("Loading the models and reading…") as status:
        if engine.writes:
            return asyncio.run(stream_answer(engine, query, lambda p: status.update(partial_view(p))))
        return engine.ask(query)
