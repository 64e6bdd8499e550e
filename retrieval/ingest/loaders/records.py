"""A record (a JSON object, a CSV row, a front matter) to a draft, under any of its fields' usual names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from retrieval.ingest.cleaning.bylines import split_names
from retrieval.ingest.live_text import timed_parts
from retrieval.ingest.loaders.html import from_markup, is_markup
from retrieval.text.dates import parse_published
from retrieval.values import Notice, RawArticle, Rejection

Loaded: TypeAlias = RawArticle | Rejection | Notice

# The first name that holds something wins; case, spaces, "_" and "-" are ignored.
_NAMES: Mapping[str, Sequence[str]] = {
    "text": (
        "text",
        "fulltext",
        "articletext",
        "maintext",
        "articlebody",
        "body",
        "content",
        "article",
        "story",
    ),
    "title": ("title", "headline", "heading"),
    "id": ("id", "articleid", "guid", "uid"),
    "url": ("url", "link", "permalink", "canonical", "canonicalurl", "uri"),
    "source": ("source", "publisher", "outlet", "publication", "newspaper", "sitename", "site"),
    "authors": ("authors", "author", "byline", "creator", "writer"),
    "genre": ("genre", "section", "articlesection", "articletype"),
    "language": ("language", "lang", "inlanguage"),
    "modified": ("modified", "modifiedat", "datemodified", "updated", "updatedat", "lastmodified"),
    "published": (
        *("published", "publishedat", "publisheddate", "publishdate", "publicationdate", "pubdate"),
        *("datepublished", "datepublish", "publishedon", "date", "datetime", "timestamp", "created"),
    ),
}
FIELDS = frozenset(name for names in _NAMES.values() for name in names)
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)


def from_record(record: Mapping[str, object], origin: str) -> Iterator[Loaded]:
    """A draft, after a notice where its date is no date; or a rejection for want of a text."""
    fields = {plain_name(name): value for name, value in record.items()}
    text = _first(fields, "text")
    if not isinstance(text, str):
        yield Rejection(origin, 'no "text"' if text is None else f'"text" is {_kind(text)}, not a string')
        return
    if not text.strip():
        yield Rejection(origin, '"text" is empty')
        return
    published, notices = published_or_notice(_line(_first(fields, "published")), origin)
    yield from notices
    words, modified = plain(text), _modified(_line(_first(fields, "modified")))
    yield RawArticle(
        text=words,
        title=plain(_line(_first(fields, "title"))),
        id=_line(_first(fields, "id")),
        url=_line(_first(fields, "url")),
        source=plain(_line(_first(fields, "source"))),
        authors=_authors(_first(fields, "authors")),
        published=published,
        modified=modified,
        origin=origin,
        language=_line(_first(fields, "language")),
        genre=_line(_first(fields, "genre")),
        parts=timed_parts(words, published, modified),
    )


def published_or_notice(text: str, origin: str) -> tuple[str, tuple[Notice, ...]]:
    """The date in ISO 8601; or none, and the notice that says so."""
    if not text:
        return "", ()
    try:
        return parse_published(text), ()
    except ValueError as error:
        shown = text if len(text) <= 60 else text[:59] + "…"
        return "", (Notice(origin, f"date {shown!r} {error}; kept without a date"),)


def _modified(text: str) -> str:
    """In ISO 8601; nothing where it is no date, which costs an article nothing."""
    return published_or_notice(text, "")[0]


def plain_name(name: object) -> str:
    return re.sub(r"[\s_-]+", "", str(name)).casefold()


def _first(fields: Mapping[str, object], field: str) -> object:
    values = [fields[name] for name in _NAMES[field] if fields.get(name) not in (None, "")]
    empty = "" if any(name in fields for name in _NAMES[field]) else None
    return values[0] if values else empty


def _line(value: object) -> str:
    """Strings and numbers; of an object, its name ({"source": {"name": "Reuters"}} is common)."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(dict.fromkeys(name for name in map(_line, value) if name))
    return split_names(_line(value))


def plain(text: str) -> str:
    """The words of a text that may be marked up, or hold entities."""
    if is_markup(text):
        return from_markup(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "something else")
