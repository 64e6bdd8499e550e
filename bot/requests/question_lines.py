"""Questions from standard input, a line each: plain text, or a JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.requests.queries import LIMITS, make_query
from retrieval.conversation.memory import MAX_TURNS
from retrieval.errors import UsageError
from retrieval.values import Query, Turn


@dataclass(frozen=True)
class AskedLine:
    """A line's question, or what is wrong with the line; `tag` holds the "id" if one was given."""

    line: int
    tag: Mapping[str, Any]
    query: Query | None = None
    error: str = ""


def read_lines(
    lines: Iterable[str], limits: Mapping[str, str | None], today: date, field: str = "question"
) -> Iterator[AskedLine]:
    """Yield one for each line that is not blank. The limits of a line win over `limits`.

    `field` names the text in a JSON object.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read(number, line.strip(), limits, today, field)


def _read(number: int, line: str, limits: Mapping[str, str | None], today: date, field: str) -> AskedLine:
    tag: dict[str, Any] = {}
    try:
        fields = _fields(line, field)
        if "id" in fields:
            tag["id"] = fields["id"]
        own = {name: _text(fields, name) for name in LIMITS if fields.get(name) is not None}
        query = make_query(_text(fields, field), {**limits, **own}, today)
        query = replace(query, history=_history(fields))
    except UsageError as error:
        return AskedLine(number, tag, error=f"line {number}: {error}")
    return AskedLine(number, tag, query)


def _fields(line: str, field: str) -> dict[str, Any]:
    if not line.startswith("{"):
        return {field: line}
    try:
        fields: dict[str, Any] = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not a JSON object: {error}") from None
    if "question_date" in fields:  # what files of questions call it
        fields.setdefault("as_of", fields["question_date"])
    return fields


def _history(fields: Mapping[str, Any]) -> tuple[Turn, ...]:
    """Return the last questions asked before, oldest first."""
    asked = fields.get("history") or []
    if not isinstance(asked, list) or not all(isinstance(question, str) for question in asked):
        raise UsageError('"history" is not a list of questions')
    return tuple(Turn(question, "") for question in asked[-MAX_TURNS:] if question.strip())


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        raise UsageError(f'no "{name}"')
    if not isinstance(value, str):
        raise UsageError(f'"{name}" is not a string')
    return value
