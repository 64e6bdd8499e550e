"""Texts as words: what is compared when a quote is traced, and where each word stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# A word, a number with its points and commas, a currency or per cent sign; Han and Kana one by one.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+|(?<=\d)[.,]\d+|[\u0300-\u036f]+[^\W_]*)*"
    r"|[$€£¥₹%]"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_GAP = re.compile(r"…|\.{3,}|\.(?: \.){2,}")
_BRACKETED = re.compile(r"\[[^\[\]]{0,80}\]")

_STOPWORDS = frozenset(
    """
    a about after all also am an and any are as at be been before being but by can could did do does for from
    had has have he her him his how i if in into is it it's its just like may me more most my no not now of on
    one or other our out over s said say says she should so some such t than that the their them then there
    these they this those through to up us was we were what when where which while who will with would you
    your
    """.split()
)
STEM = 5
"""Letters of a word that tell it from others, whatever its ending."""


@dataclass(frozen=True)
class Words:
    """The words of `text`, folded for comparison, in order."""

    text: str
    folded: tuple[str, ...]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in `text`."""
        return tuple(match.span() for match in _WORD.finditer(self.text))


@dataclass(frozen=True)
class Excerpt:
    """The words of an excerpt; `gaps` holds the positions of words that left-out words precede."""

    words: Words
    gaps: frozenset[int]

    def __len__(self) -> int:
        return len(self.words.folded)


def read(text: str) -> Words:
    """`text` as words, alike in letter case, apostrophes, ligatures and thousands commas."""
    found = _WORD.findall(text)
    if not found:
        return Words(text, ())
    folded = unicodedata.normalize("NFKC", "\n".join(found)).replace("’", "'").casefold()
    return Words(text, tuple(_THOUSANDS.sub("", folded).split("\n")))


def read_excerpt(text: str, *, brackets_stand_in: bool = False) -> Excerpt:
    """An excerpt with its ellipses as gaps; `brackets_stand_in` makes gaps of an editor's brackets too."""
    if brackets_stand_in:
        text = _BRACKETED.sub(lambda match: "…".ljust(len(match[0])), text)
    words = read(text)
    gaps: set[int] = set()
    ends = [match.start() for match in _GAP.finditer(text)]
    position = 0
    for end in ends:
        while position < len(words.folded) and words.spans[position][0] < end:
            position += 1
        if 0 < position < len(words.folded):
            gaps.add(position)
    return Excerpt(words, frozenset(gaps))


def has_brackets(text: str) -> bool:
    return _BRACKETED.search(text) is not None


def content(words: Sequence[str]) -> list[str]:
    """The words that carry meaning."""
    return [word for word in words if word not in _STOPWORDS]


def stems(words: Sequence[str]) -> set[str]:
    """Content words cut to their first letters; numbers and signs whole."""
    return {word if word[0].isdigit() else word[:STEM] for word in content(words)}
