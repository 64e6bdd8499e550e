"""How alike two texts are: MinHash signatures to find candidates, shared runs of words to judge them."""

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
"""Passages alike by 0.3 (Jaccard) meet in some band with probability 0.67, by 0.5 with 0.995."""
WINDOW = 4
"""Days within which copies of a wire story come out."""
SAME_WORDS = 0.40
"""Share of the shorter text's shingles that stand in the longer one from which it is a copy."""
NEAR_WORDS, NEAR_MEANING = 0.20, 0.92
"""A smaller share is enough where the vectors are as near as this cosine: a copy that was edited."""
AT_HAND = 256
"""Texts whose shingles and names are kept: many new articles are compared with the same others."""


@lru_cache(AT_HAND)
def shingles(text: str) -> frozenset[int]:
    """Hashes of the runs of `RUN` words, without case and punctuation; of all words where there are fewer."""
    words = tokens(text)
    runs = [words[at : at + RUN] for at in range(max(1, len(words) - RUN + 1))]
    return frozenset(crc32(" ".join(run).encode("utf-8", "replace")) for run in runs if run)


def bands(text: str) -> tuple[int, ...]:
    """A number a band, the same for texts whose signatures agree in it."""
    signature = _permutations().copy()
    signature.update_batch([number.to_bytes(4, "big") for number in shingles(text)])
    values = np.asarray(signature.hashvalues, dtype=np.uint64).reshape(BANDS, ROWS)
    return tuple(crc32(row.tobytes()) << 6 | band for band, row in enumerate(values))


@cache
def _permutations() -> MinHash:
    """Drawing the permutations costs more than using them."""
    return MinHash(num_perm=BANDS * ROWS, seed=1)


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that is in the larger one."""
    return len(one & other) / max(1, min(len(one), len(other)))


def same_names(one: str, other: str) -> bool:
    """Whether half the names of the one with fewer stand in the other: notices of one mould differ there."""
    left, right = _names(one), _names(other)
    return not (left and right) or len(left & right) >= min(len(left), len(right)) / 2


@lru_cache(AT_HAND)
def _names(text: str) -> frozenset[str]:
    return frozenset(map(bare, names_inside(text)))


def near_in_time(one: str, other: str) -> bool:
    """Whether two ISO moments are within `WINDOW` days; unknown ones may be."""
    apart = days_apart(one, other)
    return apart is None or apart <= WINDOW


def is_copy(words: float, meaning: float) -> bool:
    """The verdict on two articles by their shared shingles and the cosine of their vectors."""
    return words >= SAME_WORDS or (words >= NEAR_WORDS and meaning >= NEAR_MEANING)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    a, b = np.asarray(one), np.asarray(other)
    return float(a @ b / max(1e-9, float(np.linalg.norm(a) * np.linalg.norm(b))))
