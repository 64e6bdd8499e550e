"""Folders: the files to read in them, sorted, and what stood in the way."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from retrieval.values import Rejection


def walk(folder: Path, suffixes: Collection[str]) -> Iterator[Path | Rejection]:
    """Every file below with a known suffix, but hidden ones and READMEs; no folder is entered twice."""
    entered: set[tuple[int, int]] = set()
    pending = [folder]  # a stack, since folders may nest deeper than Python recurses
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if not path.is_dir():
                if suffix_of(path) in suffixes and not _describes_folder(path):
                    yield path
                continue
            place = (status.st_dev, status.st_ino)
            if place in entered:
                yield Rejection(shown(path), "a link back to a folder that was read already")
                continue
            entered.add(place)
            with os.scandir(path) as entries:
                names = sorted(
                    (entry.name for entry in entries if not entry.name.startswith(".")), reverse=True
                )
        except OSError as error:
            yield Rejection(shown(path), why_unreadable(error, path))
            continue
        pending.extend(path / name for name in names)


def suffix_of(path: Path) -> str:
    """What the name ends in, in lower case; both endings of a compressed file."""
    suffix = path.suffix.casefold()
    return "".join(path.suffixes[-2:]).casefold() if suffix == ".gz" else suffix


def _describes_folder(path: Path) -> bool:
    return path.stem.casefold() == "readme"


def shown(path: Path) -> str:
    """The path as a message can print it, whatever bytes its name holds."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def why_unreadable(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return "permission denied: make it readable for this user"
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    if isinstance(error, FileNotFoundError):
        return (
            "a broken link: what it points to is gone"
            if path.is_symlink()
            else "gone before it could be read"
        )
    return (error.strerror or "cannot be read").lower()
