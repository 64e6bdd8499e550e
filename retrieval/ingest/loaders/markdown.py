"""Markdown: one article a file, its markup turned into prose, its front matter into fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from retrieval.ingest.loaders.html import from_markup
from retrieval.ingest.loaders.records import Loaded, from_record

LONGEST_FRONT_MATTER = 64 * 1024  # characters

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINE = re.compile(r"^([\w -]{1,40}):[ \t]*(.*?)[ \t]*$", re.M)


def from_markdown(text: str, origin: str) -> Iterator[Loaded]:
    front, body = _split(text)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    prose = "\n\n".join(paragraph for paragraph in _paragraphs(tokens) if paragraph)
    title = {"title": _first_heading(tokens)}
    yield from from_record({**title, **_fields(front), "text": prose}, origin)


def _split(text: str) -> tuple[str, str]:
    """Front matter and body; a page that merely starts with a rule has none."""
    found = _FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER])
    front = (found[1] or "") if found else ""
    if not found or (front.strip() and not _LINE.search(front)):
        return "", text
    return front, text[found.end() :]


def _fields(front: str) -> Mapping[str, object]:
    """BaseLoader makes strings, lists and maps and nothing else, so no document can call or cost anything."""
    try:
        loaded = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):  # "title: Crisis: day two" is not YAML, and is common
        loaded = {name: value.strip("\"'[]") for name, value in _LINE.findall(front)}
    return {name: value for name, value in loaded.items() if value} if isinstance(loaded, dict) else {}


def _first_heading(tokens: Sequence[Token]) -> str:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _words(following)
    return ""


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    label = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(filter(None, cells))
            cells = None
        elif token.type == "list_item_open":
            label = f"{token.info}. " if token.info else ""  # a bullet is markup, a number is a word
        elif (words := _block(token)) and cells is not None:
            cells.append(words)
        elif words:
            yield label + words
            label = ""


def _block(token: Token) -> str:
    if token.type == "inline":
        return _words(token)
    if token.type in ("fence", "code_block"):
        return token.content.strip()
    return from_markup(token.content) if token.type == "html_block" else ""


def _words(token: Token) -> str:
    """The words of a line: links and emphasis keep theirs; pictures and inline tags go."""
    said = {"softbreak": " ", "hardbreak": "\n"}
    children = token.children or ()
    parts = (
        said.get(child.type, child.content if child.type in ("text", "code_inline") else "")
        for child in children
    )
    return "".join(parts).strip()
