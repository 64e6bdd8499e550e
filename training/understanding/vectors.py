"""The vectors of lines, kept beside the project so that each line is embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

import prompts

BATCH = 256


def query_vectors(texts: Sequence[str], embeddings: Embeddings, folder: Path) -> NDArray[np.float32]:
    """Return the vectors [texts, numbers] that a search would have; those in `folder` are not made again."""
    file = folder / "vectors.npz"
    known: dict[str, NDArray[np.float32]] = {}
    if file.exists():
        with np.load(file) as kept:
            known = dict(zip(map(str, kept["keys"]), kept["vectors"], strict=True))
    fresh = sorted({text for text in texts if _key(text) not in known}, key=len)
    for first in range(0, len(fresh), BATCH):
        batch = fresh[first : first + BATCH]
        made = embeddings.embed_documents([prompts.render("query", question=text) for text in batch])
        known |= {_key(text): np.array(v, dtype=np.float32) for text, v in zip(batch, made, strict=True)}
    if fresh:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(file, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[_key(text)] for text in texts])


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:20]
