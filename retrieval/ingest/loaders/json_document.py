"""JSON: one article, a list of articles, or an object that holds the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from retrieval.ingest.loaders.json_lines import why_not_json
from retrieval.ingest.loaders.records import Loaded, from_record
from retrieval.values import Rejection

_LISTS = ("articles", "items", "results", "data", "documents")


def from_json(text: str, origin: str) -> Iterator[Loaded]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = why_not_json(error)
        if "Extra data" in reason:
            reason += " (if it holds an object a line, rename it to .jsonl)"
        yield Rejection(origin, reason)
        return
    if isinstance(document, dict):
        articles = next((document[name] for name in _LISTS if isinstance(document.get(name), list)), None)
        yield from from_record(document, origin) if articles is None else _each(articles, origin)
    elif isinstance(document, list):
        yield from _each(document, origin)
    else:
        yield Rejection(origin, "neither a JSON object nor a list of them")


def _each(articles: Sequence[object], origin: str) -> Iterator[Loaded]:
    if not articles:
        yield Rejection(origin, "no articles in it")
    for number, article in enumerate(articles, 1):
        place = f"{origin}#{number}"
        if isinstance(article, dict):
            yield from from_record(article, place)
        else:
            yield Rejection(place, "not a JSON object")
