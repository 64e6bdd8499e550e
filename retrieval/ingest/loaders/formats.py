"""Every kind of document: its suffixes, content types, first bytes, limit and loader, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from retrieval.ingest.loaders.csv_table import from_csv
from retrieval.ingest.loaders.html import from_page
from retrieval.ingest.loaders.json_document import from_json
from retrieval.ingest.loaders.json_lines import from_json_lines
from retrieval.ingest.loaders.mail import from_mail
from retrieval.ingest.loaders.markdown import from_markdown
from retrieval.ingest.loaders.pdf import from_pdf
from retrieval.ingest.loaders.plain_text import from_text
from retrieval.ingest.loaders.records import Loaded

MB = 1_000_000

FromText: TypeAlias = Callable[[str, str], Iterator[Loaded]]
FromBytes: TypeAlias = Callable[[bytes, str], Iterator[Loaded]]
FromPath: TypeAlias = Callable[[Path, str], Iterator[Loaded]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of document, with the one loader that takes its text, its bytes or its path, and its origin."""

    suffixes: tuple[str, ...]
    """The first is the one that users are told."""
    content_types: frozenset[str] = frozenset()
    magic: bytes = b""
    """The first bytes, whatever the suffix says."""
    from_text: FromText | None = None
    from_bytes: FromBytes | None = None
    from_path: FromPath | None = None
    limit: int = 50 * MB
    """Bytes of a document that is read whole: no text of a longer one could be stored."""
    advice: str = "split it"
    """What to do with a longer one."""
    markup: bool = False
    """Whether a document may declare its own encoding."""
    by_line: bool = False
    """Whether each line holds an article."""
    binary: bool = False
    """Whether the bytes are no text."""


TEXT = Format(suffixes=(".txt",), content_types=frozenset({"text/plain"}), from_text=from_text)
PAGE = Format(
    suffixes=(".html", ".htm"),
    content_types=frozenset({"text/html", "application/xhtml+xml"}),
    from_text=from_page,
    limit=20 * MB,
    markup=True,
)
DOCUMENTS = (
    TEXT,
    Format(suffixes=(".md", ".markdown"), from_text=from_markdown, limit=10 * MB),
    PAGE,
    Format(suffixes=(".json",), from_text=from_json, advice="split it, or make it JSON Lines (.jsonl)"),
    Format(suffixes=(".jsonl", ".ndjson"), from_path=from_json_lines, by_line=True),
    Format(suffixes=(".csv",), from_path=from_csv, by_line=True),
    Format(
        suffixes=(".pdf",),
        content_types=frozenset({"application/pdf"}),
        magic=b"%PDF-",
        from_bytes=from_pdf,
        binary=True,
    ),
    Format(suffixes=(".eml",), from_bytes=from_mail, binary=True),
)
BY_CONTENT_TYPE = {kind: format_ for format_ in DOCUMENTS for kind in format_.content_types}


def by_magic(head: bytes) -> Format | None:
    """Return the format whose first bytes these are."""
    return next((f for f in DOCUMENTS if f.magic and head.startswith(f.magic)), None)
