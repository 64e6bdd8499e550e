"""Files and folders: the format of each, and what cannot be read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import ReadError
from retrieval.ingest.loaders.decoding import UndecodableError, check_head, decode
from retrieval.ingest.loaders.folders import shown, suffix_of, walk, why_unreadable
from retrieval.ingest.loaders.formats import DOCUMENTS, MB, PAGE, TEXT, Format, by_magic
from retrieval.ingest.loaders.records import Loaded
from retrieval.ingest.loaders.warc import from_warc
from retrieval.values import Rejection

HEAD = 8192
"""Bytes that tell text from binary data."""
FORMATS = (*DOCUMENTS, Format(suffixes=(".warc", ".warc.gz"), from_path=from_warc, binary=True))
"""Documents, and archives of them."""
BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
NAMES = f"{', '.join(f.suffixes[0] for f in FORMATS[:-1])} or {FORMATS[-1].suffixes[0]}"
"""The suffixes that users are told."""
_PAGE = re.compile(rb"\s*<(?:!doctype html|html)\b", re.I)


def read(source: Path) -> Iterator[Loaded]:
    """Yield the articles of a file or folder, and what was not taken. Raise ReadError for no such source."""
    try:
        os.lstat(source)
    except (OSError, ValueError):
        raise ReadError(f"{shown(source)}: no such file or folder") from None
    return _read_folder(source) if source.is_dir() else _read_file(source)


def _read_folder(folder: Path) -> Iterator[Loaded]:
    found = False
    for path in walk(folder, BY_SUFFIX):
        found = True
        if isinstance(path, Rejection):
            yield path
        else:
            yield from _read_file(path)
    if not found:
        yield Rejection(shown(folder), f"no articles in it: no file ends in {NAMES}")


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
    format_ = by_magic(head) or BY_SUFFIX.get(suffix_of(path))
    if format_ is None or not format_.binary:
        check_head(head)
    format_ = format_ or _guess(head)
    if format_.from_path:
        return format_.from_path(path, origin)
    return _read_whole(path, format_, origin)


def _read_whole(path: Path, format_: Format, origin: str) -> Iterator[Loaded]:
    with path.open("rb") as file:
        data = file.read(format_.limit + 1)
    if len(data) > format_.limit:
        size, limit = path.stat().st_size / MB, format_.limit // MB
        raise UndecodableError(f"{size:.0f} MB, more than {limit} MB for one file: {format_.advice}")
    if format_.from_bytes:
        return format_.from_bytes(data, origin)
    text = decode(data, html=format_.markup)
    if not text.strip():
        raise UndecodableError("an empty file")
    assert format_.from_text is not None
    return format_.from_text(text, origin)


def _guess(head: bytes) -> Format:
    """Return the format of a file whose suffix says nothing: a page, or plain text."""
    if _PAGE.match(head):
        return PAGE
    if head.lstrip().startswith(b"<?xml"):
        raise UndecodableError(f"XML, not an article: give {NAMES}")
    return TEXT
