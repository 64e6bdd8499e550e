"""Shows what an ingest would store of each source, and stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import click

from bot.render.answer_json import one_line
from bot.requests.sources import read_source
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.pipeline import now
from retrieval.settings import Settings
from retrieval.values import Article, Notice, RawArticle, Rejection


def show_all(sources: Sequence[str], settings: Settings, *, as_json: bool) -> bool:
    """Print what would be stored; whether any source holds an article. Raise NewsdeskError."""
    found = False
    for item in chain.from_iterable([read_source(source, settings) for source in sources]):
        if isinstance(item, Notice):
            if not as_json:
                click.echo(f"{item.origin}: {item.message}", err=True)
            continue
        try:
            shown = _rejected(item) if isinstance(item, Rejection) else _stored(item, clean(item, now()))
        except ValueError as error:
            shown = _rejected(Rejection(item.origin, str(error)))
        found = found or "rejected" not in shown
        click.echo(one_line(shown) if as_json else in_words(shown))
    return found


def _stored(raw: RawArticle, article: Article) -> dict[str, Any]:
    return {
        "origin": raw.origin,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "modified": article.modified,
        "authors": list(article.authors),
        "language": raw.language,
        "url": article.url,
        "source": article.source,
        "parts": [
            {"heading": part.heading, "published": part.published, "text": part.text} for part in raw.parts
        ],
        "left_out": [{"text": left.text, "reason": left.reason} for left in raw.left_out],
    }


def _rejected(rejection: Rejection) -> dict[str, Any]:
    """The fields of an article, empty, and why there is none."""
    empty = {name: "" for name in ("title", "text", "published", "modified", "language", "url", "source")}
    lists: dict[str, Any] = {"authors": [], "parts": [], "left_out": []}
    return {"origin": rejection.origin, **empty, **lists, "rejected": rejection.reason}


def in_words(shown: dict[str, Any]) -> str:
    """The same for people: a line a field, then the text, then what was left out."""
    if "rejected" in shown:
        return f"{shown['origin']}: {shown['rejected']}\n"
    lines = [
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name in ("origin", "title", "published", "modified", "authors", "language", "url", "source")
        if (value := shown[name])
    ]
    parts = [f"part: {part['published']} {part['heading']}".rstrip() for part in shown["parts"]]
    left = [f"left out ({left['reason']}): {left['text']}" for left in shown["left_out"]]
    return "\n".join([*lines, *parts, "", shown["text"], "", *left])
