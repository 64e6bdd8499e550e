"""Shows what an ingest would store of each source, and stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import click

from bot.render.answer_json import attributes, one_line
from bot.requests.sources import read_source
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.cleaning.refrains import OutletLines
from retrieval.ingest.pipeline import now
from retrieval.settings import Settings
from retrieval.values import Notice, RawArticle, Rejection


def show_all(sources: Sequence[str], settings: Settings, *, as_json: bool) -> bool:
    """Print what would be stored. Return whether any source holds an article. Raise NewsdeskError."""
    any_article = False
    lines = OutletLines()
    for item in chain.from_iterable([read_source(source, settings) for source in sources]):
        if isinstance(item, Notice):
            if not as_json:
                click.echo(f"{item.origin}: {item.message}", err=True)
            continue
        try:
            fields = _rejected(item) if isinstance(item, Rejection) else _stored(item, lines)
        except ValueError as error:
            fields = _rejected(Rejection(item.origin, str(error)))
        any_article = any_article or "rejected" not in fields
        click.echo(one_line(fields) if as_json else in_words(fields))
    return any_article


def _stored(read: RawArticle, lines: OutletLines) -> dict[str, Any]:
    raw = lines.without_refrains(read)
    article = clean(raw, now())
    return {
        "origin": raw.origin,
        **attributes(article, "title", "text", "published", "modified"),
        "authors": list(article.authors),
        "language": raw.language,
        **attributes(article, "url", "source"),
        "parts": [attributes(part, "heading", "published", "text") for part in raw.parts],
        "left_out": [attributes(block, "text", "reason") for block in raw.left_out],
    }


def _rejected(rejection: Rejection) -> dict[str, Any]:
    """Return the empty fields of an article, and the reason for the rejection."""
    empty = {name: "" for name in ("title", "text", "published", "modified", "language", "url", "source")}
    lists: dict[str, Any] = {"authors": [], "parts": [], "left_out": []}
    return {"origin": rejection.origin, **empty, **lists, "rejected": rejection.reason}


def in_words(fields: dict[str, Any]) -> str:
    """Return the fields one a line, then the text, then what was left out."""
    if "rejected" in fields:
        return f"{fields['origin']}: {fields['rejected']}\n"
    lines = [
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name in ("origin", "title", "published", "modified", "authors", "language", "url", "source")
        if (value := fields[name])
    ]
    parts = [f"part: {part['published']} {part['heading']}".rstrip() for part in fields["parts"]]
    left = [f"left out ({left['reason']}): {left['text']}" for left in fields["left_out"]]
    return "\n".join([*lines, *parts, "", fields["text"], "", *left])
