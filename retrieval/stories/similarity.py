"""The similarity of texts: MinHash signatures find candidates, common runs of words judge them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import sha1
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

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
    words = [word.encode("utf-8", "replace") for word in tokens(text)]
    if len(words) < RUN:
        return frozenset([crc32(b" ".join(words))] if words else [])
    runs = zip(*(words[at:] for at in range(RUN)), strict=False)
    return frozenset(map(crc32, map(b" ".join, runs)))


def bands(text: str) -> tuple[int, ...]:
    """Return a number for each band, equal for texts whose signatures agree in it.

    The signature is the MinHash of datasketch 2 ("affine32", seed 1): folders keep bands that it made.
    """
    rows = _signature(shingles(text)).astype(np.uint64).reshape(BANDS, ROWS)
    data, width = rows.tobytes(), rows.itemsize * ROWS
    return tuple(crc32(data[at * width : (at + 1) * width]) << 6 | at for at in range(BANDS))


def _signature(numbers: frozenset[int]) -> NDArray[np.uint32]:
    """Return the least of all numbers under each permutation; the largest number where there is none."""
    if not numbers:
        return np.full(BANDS * ROWS, 0xFFFFFFFF, np.uint32)
    digests = b"".join([sha1(number.to_bytes(4, "big")).digest() for number in numbers])
    mixed = np.frombuffer(digests, "<u4")[::5].astype(np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):  # the finalizer of MurmurHash3
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    mixed ^= mixed >> np.uint32(16)
    factors, terms = _permutations()
    least: NDArray[np.uint32] = (mixed[:, None] * factors + terms).min(axis=0)
    return least


@cache
def _permutations() -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the factor and the term of each permutation; they wrap around at 32 bits."""
    drawn = np.random.RandomState(1)
    factors = drawn.randint(0, 1 << 31, BANDS * ROWS, np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, drawn.randint(0, 1 << 32, BANDS * ROWS, np.uint32)


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
