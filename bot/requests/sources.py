"""What a user names to be read: files, folders and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.ingest.loaders import Loaded, read
from retrieval.settings import Settings

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(source: str) -> bool:
    return bool(_ADDRESS.match(source))


def paths(sources: Sequence[str]) -> list[Path]:
    """The sources that are no addresses."""
    return [Path(source) for source in sources if not is_address(source)]


def read_source(source: str, settings: Settings) -> Iterator[Loaded]:
    """The articles there; raises ReadError at once if there is no such file, and fetches late."""
    if not is_address(source):
        return read(Path(source))
    from retrieval.feeds.discovery import read_address

    return read_address(source, settings)
