"""CSV: a header row with the fields' names, then an article a row; read as a stream."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retrieval.ingest.loaders.decoding import SAMPLE, detect, marked_encoding
from retrieval.ingest.loaders.records import FIELDS, Loaded, from_record, plain_name
from retrieval.values import Rejection

LONGEST_FIELD = 10_000_000  # characters; the library's own limit, 131,072, is shorter than some articles
_DELIMITERS = (",", ";", "\t", "|")


def from_csv(path: Path, origin: str) -> Iterator[Loaded]:
    encoding = _encoding(path)
    csv.field_size_limit(LONGEST_FIELD)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter, header = _header(file.readline(65_536))
        if not FIELDS & set(header):
            yield Rejection(origin, 'no header row with the column names ("title", "text", "published", …)')
            return
        yield from _rows(csv.reader(file, delimiter=delimiter, strict=True), header, origin)


def _rows(rows: Any, header: Sequence[str], origin: str) -> Iterator[Loaded]:
    found = False
    while True:
        line = rows.line_num + 2  # where the next row starts; the header was line 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            found = True
            yield Rejection(f"{origin}:{line}", _why(error))
            continue
        if any(field.strip() for field in row):
            found = True
            yield from from_record(dict(zip(header, row, strict=False)), f"{origin}:{line}")
    if not found:
        yield Rejection(origin, "no articles in it")


def _why(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end" in message:
        return "a quotation mark is never closed: the rows from here on were not read"
    if "field limit" in message:
        return f"a field of more than {LONGEST_FIELD // 1_000_000} MB (is a quotation mark not closed?)"
    if "expected after" in message:
        return "a quotation mark inside a quoted field is not doubled"
    return f"not CSV: {message}"


def _header(line: str) -> tuple[str, list[str]]:
    """The delimiter under which most columns have known names, and the names."""
    readings = [(delimiter, _names(line, delimiter)) for delimiter in _DELIMITERS]
    return max(readings, key=lambda reading: len(FIELDS & set(reading[1])))


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [plain_name(name) for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is, else what the bytes round the first that is not look like."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        head = file.read(SAMPLE)
        if name := marked_encoding(head):
            return name
        block = head
        while True:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                return detect(block)
            if not block:
                return "utf-8"
            block = file.read(SAMPLE)
