"""JSON Lines: an article a line, read as a stream; a broken line costs that line only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from retrieval.ingest.loaders.decoding import UndecodableError, decode, marked_encoding
from retrieval.ingest.loaders.records import Loaded, from_record
from retrieval.values import Notice, Rejection

LONGEST_LINE = 10_000_000  # characters


def from_json_lines(path: Path, origin: str) -> Iterator[Loaded]:
    with path.open("rb") as file:
        encoding = marked_encoding(file.read(4)) or "utf-8"
    found = False
    # Bytes that are not UTF-8 come through as surrogates, and their line alone is decoded again.
    with path.open(
        encoding=encoding, errors="surrogateescape" if encoding[:5] == "utf-8" else "replace"
    ) as lines:
        for number, line in _numbered(lines):
            found = True
            if number == 1 and (other := _other_kind(line or "", origin)):
                yield other
                return
            yield from _article(line, f"{origin}:{number}")
    if not found:
        yield Rejection(origin, "no articles in it")


def _numbered(lines: TextIO) -> Iterator[tuple[int, str | None]]:
    """Lines that hold something, counted from 1; None for one that is too long to hold."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith("\n"):
                line = lines.readline(LONGEST_LINE)
            yield number, None
        elif line.strip():
            yield number, line.rstrip()


def _other_kind(first: str, origin: str) -> Loaded | None:
    """What the first line shows the file to be, if it is no file of articles; saves a rejection a line."""
    if first.strip() in ("[", "{"):
        return Rejection(origin, "one JSON document, not a JSON object a line: rename it to .json")
    if '"question"' in first and '"text"' not in first:
        return Notice(origin, "a question set, not articles: skipped")
    return None


def _article(line: str | None, origin: str) -> Iterator[Loaded]:
    if line is None:
        yield Rejection(origin, f"a line of more than {LONGEST_LINE // 1_000_000} MB")
        return
    try:
        record = json.loads(_utf8(line))
    except (ValueError, RecursionError) as error:
        yield Rejection(origin, why_not_json(error))
        return
    if isinstance(record, dict):
        yield from from_record(record, origin)
    else:
        yield Rejection(origin, "not a JSON object")


def why_not_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        return f"not JSON: {error.msg} at {place}"
    if isinstance(error, RecursionError):
        return "not JSON that can be read: nested too deep"
    return (
        str(error)
        if isinstance(error, UndecodableError)
        else "not JSON that can be read: a number is too long"
    )


def _utf8(line: str) -> str:
    if line.isascii():
        return line
    try:
        line.encode()
    except UnicodeEncodeError:
        return decode(line.encode("utf-8", "surrogateescape"))
    return line
