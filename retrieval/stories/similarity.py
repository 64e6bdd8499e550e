"""The similarity of texts: MinHash signatures find candidates, common runs of words judge them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]

from retrieval.text.dates import days_apart
from retrieval.text.names import bare, names_inside
from retrieval.text.words import tokens

RUN = 3
"""Words of a shingle."""
BANDS, ROWS = 40, 3
"""Passages with a Jaccard similarity of 0.3 share a band with probability 0.67, of 0.5 with 0.995."""
WINDOW = 4
"""Days between copies of a wire story."""
SAME_WORDS = 0.40
"""Least share of common shingles of copies, of the shorter text."""
NEAR_WORDS, NEAR_MEANING = 0.20, 0.92
"""Least share and cosine of edited copies."""
CACHED = 256
"""Texts in the cache: many new articles are compared with the same others."""


@lru_cache(CACHED)
def shingles(text: str) -> frozenset[int]:
    """Return hashes of the runs of `RUN` words, without case and punctuation."""
    words = tokens(text)
    runs = [words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1))]
    return frozenset(crc32(" ".join(run).encode("utf-8", "replace")) for run in runs if run)


def bands(text: str) -> tuple[int, ...]:
    """Return a number for each band, equal for texts whose signatures agree in it."""
    signature = _permutations().copy()
    signature.update_batch([number.to_bytes(4, "big") for number in shingles(text)])
    values = np.asarray(signature.hashvalues, dtype=np.uint64).reshape(BANDS, ROWS)
    return tuple(crc32(row.tobytes()) << 6 | band for band, row in enumerate(values))


@cache
def _permutations() -> MinHash:
    """Return an empty signature. To draw its permutations costs more than to use them."""
    return MinHash(num_perm=BANDS * ROWS, seed=1)


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the smaller set that is in the larger one."""
    return len(one & other) / max(1, min(len(one), len(other)))


def same_names(one: str, other: str) -> bool:
    """Return whether half the names of one text are in the other, as they are not in notices of one form."""
    left, right = _names(one), _names(other)
    return not (left and right) or len(left & right) >= min(len(left), len(right)) / 2


@lru_cache(CACHED)
def _names(text: str) -> frozenset[str]:
    return frozenset(map(bare, names_inside(text)))


def near_in_time(one: str, other: str) -> bool:
    """Return whether two ISO moments are within `WINDOW` days, or one is unknown."""
    apart = days_apart(one, other)
    return apart is None or apart <= WINDOW


def is_copy(words: float, meaning: float) -> bool:
    """Return whether articles with this share of shingles and cosine of vectors are copies."""
    return words >= SAME_WORDS or (words >= NEAR_WORDS and meaning >= NEAR_MEANING)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    a, b = np.asarray(one), np.asarray(other)
    return float(a @ b / max(1e-9, float(np.linalg.norm(a) * np.linalg.norm(b))))
