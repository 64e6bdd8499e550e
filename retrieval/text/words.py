"""The words of a text, for three purposes.

`tokenise` returns words with "don't" and "3.5" in one piece, and their positions, to trace quotes and check
claims. `tokens` returns runs of letters and digits, alike whatever the punctuation, to find copies. `WRITTEN`
matches words as people write them, with hyphens, to show them and search them again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.text.languages import ENGLISH, Language

# A word, a number with its points and commas, a currency or per cent sign; Han and Kana one by one.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:['’][^\W_]+|(?<=\d)[.,]\d+|[\u0300-\u036f]+[^\W_]*)*"
    r"|[$€£¥₹%]"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_GAP = re.compile(r"…|\.{3,}|\.(?: \.){2,}")
WRITTEN = re.compile(r"[^\W_](?:[\w’'.,-]*[\w])?")
"""A word or number as it is written, with the hyphens, points and commas inside it."""
_TOKEN = re.compile(r"\w+")
_BRACKETED = re.compile(r"\[[^\[\]]{0,80}\]")


@dataclass(frozen=True)
class Words:
    """The words of `text`, folded for comparison, in order."""

    text: str
    folded: tuple[str, ...]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The position of each word in `text`."""
        return tuple(match.span() for match in _WORD.finditer(self.text))


@dataclass(frozen=True)
class Excerpt:
    """The words of an excerpt; `gaps` holds the positions of the words after an ellipsis."""

    words: Words
    gaps: frozenset[int]

    def __len__(self) -> int:
        return len(self.words.folded)


def tokenise(text: str) -> Words:
    """Return `text` as words, alike in letter case, apostrophes, ligatures and thousands commas."""
    words = _WORD.findall(text)
    if not words:
        return Words(text, ())
    folded = unicodedata.normalize("NFKC", "\n".join(words)).replace("’", "'").casefold()
    return Words(text, tuple(_THOUSANDS.sub("", folded).split("\n")))


def read_excerpt(text: str, *, brackets_stand_in: bool = False) -> Excerpt:
    """Return an excerpt with its ellipses as gaps, and with `brackets_stand_in` its brackets too."""
    if brackets_stand_in:
        text = _BRACKETED.sub(lambda match: "…".ljust(len(match[0])), text)
    words = tokenise(text)
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
    """Return whether `text` has an editor's brackets."""
    return _BRACKETED.search(text) is not None


def content(words: Sequence[str], language: Language = ENGLISH) -> list[str]:
    """Return the words that tell one sentence from another: neither stop words nor light ones."""
    return [w for w in words if w not in language.stop_words and w not in language.quotes.light]


def tokens(text: str) -> list[str]:
    """Return the runs of letters and digits of `text`, case folded: alike whatever the punctuation."""
    return _TOKEN.findall(text.casefold())


def token_string(text: str) -> str:
    """Return the tokens with a space around each, so that one text's run is found in another's."""
    return f" {' '.join(tokens(text))} "
