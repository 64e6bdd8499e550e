"""Files: which reader takes which, and what cannot be read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from retrieval.errors import ReadError
from retrieval.ingest.loaders import mail, pdf
from retrieval.ingest.loaders.csv_table import from_csv
from retrieval.ingest.loaders.decoding import UndecodableError, check_head, decode
from retrieval.ingest.loaders.folders import shown, suffix_of, walk, why_unreadable
from retrieval.ingest.loaders.html import from_page
from retrieval.ingest.loaders.json_document import from_json
from retrieval.ingest.loaders.json_lines import from_json_lines
from retrieval.ingest.loaders.mail import from_mail
from retrieval.ingest.loaders.markdown import from_markdown
from retrieval.ingest.loaders.pdf import from_pdf
from retrieval.ingest.loaders.plain_text import from_text
from retrieval.ingest.loaders.records import Loaded
from retrieval.ingest.loaders.warc import from_warc
from retrieval.values import Rejection

MB = 1_000_000
HEAD = 8192  # bytes that tell text from binary data

# Read whole, so their size is limited; beyond these no text could be short enough to be stored.
_WHOLE: Mapping[str, tuple[int, Callable[[str, str], Iterator[Loaded]]]] = {
    ".txt": (50 * MB, from_text),
    ".md": (10 * MB, from_markdown),
    ".markdown": (10 * MB, from_markdown),
    ".html": (20 * MB, from_page),
    ".htm": (20 * MB, from_page),
    ".json": (50 * MB, from_json),
}
_STREAMED: Mapping[str, Callable[[Path, str], Iterator[Loaded]]] = {
    ".jsonl": from_json_lines,
    ".ndjson": from_json_lines,
    ".csv": from_csv,
}
# Read whole as bytes; each sees to its own limit.
_BINARY: Mapping[str, Callable[[bytes, str], Iterator[Loaded]]] = {".pdf": from_pdf, ".eml": from_mail}
_WARC = (".warc", ".warc.gz")
SUFFIXES = frozenset({*_WHOLE, *_STREAMED, *_BINARY, *_WARC})
_KINDS = ".txt, .md, .html, .json, .jsonl, .csv, .pdf, .eml or .warc"
_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.I)


def read(source: Path) -> Iterator[Loaded]:
    """The articles of a file or folder, and what was not taken; ReadError if there is no such source."""
    try:
        os.lstat(source)
    except (OSError, ValueError):
        raise ReadError(f"{shown(source)}: no such file or folder") from None
    return _read_folder(source) if source.is_dir() else _read_file(source)


def _read_folder(folder: Path) -> Iterator[Loaded]:
    found = False
    for path in walk(folder, SUFFIXES):
        found = True
        if isinstance(path, Rejection):
            yield path
        else:
            yield from _read_file(path)
    if not found:
        yield Rejection(shown(folder), f"no articles in it: no file ends in {_KINDS}")


def _read_file(path: Path) -> Iterator[Loaded]:
    origin = shown(path)
    try:
        yield from _readings(path, origin)
    except UndecodableError as reason:
        yield Rejection(origin, str(reason))
    except OSError as error:
        yield Rejection(origin, why_unreadable(error, path))


def _readings(path: Path, origin: str) -> Iterator[Loaded]:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        raise UndecodableError("not a regular file")
    if not status.st_size:
        raise UndecodableError("an empty file")
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = suffix_of(path)
    if suffix in _WARC:
        return from_warc(path, origin)
    if head.startswith(b"%PDF-") or suffix in _BINARY:
        return _read_binary(path, ".pdf" if head.startswith(b"%PDF-") else suffix, origin)
    check_head(head)
    if suffix in _STREAMED:
        return _STREAMED[suffix](path, origin)
    return _read_whole(path, suffix if suffix in _WHOLE else _guess(path, head), origin)


def _read_binary(path: Path, suffix: str, origin: str) -> Iterator[Loaded]:
    with path.open("rb") as file:
        data = file.read(max(pdf.MOST_BYTES, mail.MOST_BYTES) + 1)
    return _BINARY[suffix](data, origin)


def _read_whole(path: Path, suffix: str, origin: str) -> Iterator[Loaded]:
    limit, reader = _WHOLE[suffix]
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        advice = "split it, or make it JSON Lines (.jsonl)" if suffix == ".json" else "split it"
        raise UndecodableError(
            f"{path.stat().st_size / MB:.0f} MB, more than {limit // MB} MB for one file: {advice}"
        )
    text = decode(data, html=suffix.startswith(".htm"))
    if not text.strip():
        raise UndecodableError("an empty file")
    return reader(text, origin)


def _guess(path: Path, head: bytes) -> str:
    """The kind of a file whose suffix says nothing: a page, or plain text."""
    if _PAGE.match(head):
        return ".html"
    if head.lstrip().startswith(b"<?xml"):
        raise UndecodableError(f"XML, not an article: give {_KINDS}")
    return ".txt"
