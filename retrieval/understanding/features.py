"""The wording of a question as hashed features: n-grams of its words, of its frame and of its characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LONGEST = 400
"""Characters of a question that are read: half from its beginning, half from its end."""
BUCKETS = 1 << 15
"""Features of each family: the wording, and the characters."""
OPENING = 4
"""Words at the beginning that count by their place."""
FRAME = 7
"""Words of the frame that count as a whole."""
LONGEST_WORD = 24
_LENGTHS = (15, 10, 7, 5)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]")
_SPACES = re.compile(r"\s+")
_QUOTES = re.compile("[\"“”„‟«»]|(?<!\\w)['‘’]|['’](?!\\w)")
_EMOJI = re.compile("[\u2190-\u2bff\u3030-\u303d\ufe0f\U0001f000-\U0001faff]")


def clipped(text: str) -> str:
    """Return the text without runs of spaces, and without its middle where it is long."""
    plain = _SPACES.sub(" ", text).strip()
    half = LONGEST // 2
    return plain if len(plain) <= LONGEST else f"{plain[:half]} {plain[-half:]}"


def folded_words(text: str) -> list[str]:
    """Return words, numbers and marks, in lower case; every number is "0"."""
    return [_folded(word) for word in _WORD.findall(clipped(text))]


def hashed(text: str, frame: Collection[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the buckets of the wording and of the characters; `frame` are words that any topic has."""
    words = _WORD.findall(clipped(text))
    return _buckets(_wording(words, frame)), _buckets(_characters(words))


def _buckets(grams: Iterator[str]) -> NDArray[np.int64]:
    found = {crc32(gram.encode(errors="replace")) % BUCKETS for gram in grams}
    return np.array(sorted(found), dtype=np.int64)


def _wording(words: Sequence[str], frame: Collection[str]) -> Iterator[str]:
    folded = ["<", *map(_folded, words), ">"]
    yield from ("w" + gram for size in (1, 2, 3) for gram in _grams(folded, size))
    yield from (f"p{place}{word}" for place, word in enumerate(folded[1 : OPENING + 1]))
    framed = ["<", *_framed(words, frame), ">"]
    yield from ("f" + gram for size in (2, 3, 4, 5) for gram in _grams(framed, size))
    yield "o" + " ".join(framed[:FRAME])
    yield from (f"s{framed[1]} {word}" for word in framed[2:-1])
    yield from _shape(words)


def _grams(words: Sequence[str], size: int) -> Iterator[str]:
    return (" ".join(words[n : n + size]) for n in range(len(words) - size + 1))


def _framed(words: Sequence[str], frame: Collection[str]) -> Iterator[str]:
    """Yield the words of the frame; a run of others becomes "_", one with a capital "N"."""
    last = ""
    for position, word in enumerate(words):
        sign = _folded(word)
        if sign not in frame and word[0].isalpha():
            sign = "N" if position and word[0].isupper() else "_"
        if sign != last or sign not in "_N":
            yield sign
        last = sign


def _shape(words: Sequence[str]) -> Iterator[str]:
    text, count = " ".join(words), len(words)
    end = text[-1:] if text[-1:] in "?!.…" else "none"
    yield f"#length {next((least for least in _LENGTHS if count >= least), count)}"
    yield f"#capital {text[:1].isupper()}"
    yield f"#names {min(3, sum(word[0].isupper() for word in words[1:]))}"
    yield f"#end {end}"
    yield f"#end {end} {count < 4}"
    yield f"#quotes {len(_QUOTES.findall(text)) > 1}"
    yield f"#emoji {_EMOJI.search(text) is not None} {any(word[0].isalpha() for word in words)}"
    yield f"#digits {any(word[0].isdigit() for word in words)}"


def _characters(words: Sequence[str]) -> Iterator[str]:
    for word in map(_folded, words):
        padded = f" {word[:LONGEST_WORD]} "
        for size in (2, 3, 4, 5):
            yield from (padded[n : n + size] for n in range(len(padded) - size + 1))


def _folded(word: str) -> str:
    return "0" if word[0].isdigit() else word.replace("’", "'").casefold()
