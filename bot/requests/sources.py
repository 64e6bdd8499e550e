"""The sources that a user names: files, folders and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from retrieval.ingest.loaders import Loaded, read
from retrieval.settings import Settings

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(source: str) -> bool:
    return bool(_ADDRESS.match(source))


def read_source(source: str, settings: Settings) -> Iterator[Loaded]:
    """Return the articles of a source. Raise ReadError at once for a missing file; fetch an address late."""
    if not is_address(source):
        return read(Path(source))
    from retrieval.feeds.discovery import read_address

    return read_address(source, settings)
