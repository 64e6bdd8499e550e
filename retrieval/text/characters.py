"""Characters and paragraphs: the normal form of every text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

WIDEST = 120  # characters; plain text with longer lines was not wrapped by hand

_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS: dict[int, str] = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
# Unseen and able to hide or reorder words: bidi marks and overrides, zero-width spaces, soft hyphens, tags.
_UNSEEN = [
    *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]
_TABLE: dict[int, str | None] = {
    **dict.fromkeys([*_CONTROLS, *_UNSEEN]),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates cannot be stored as UTF-8
    **_SPACES,
    **_BREAKS,
}
del _TABLE[0x0A]


def _ranges(characters: Iterable[int]) -> Iterator[str]:
    """Yield the ranges of a class; `re` searches for few ranges ten times as fast as for many characters."""
    for _, run in groupby(enumerate(sorted(characters)), key=lambda pair: pair[1] - pair[0]):
        first, *others = (re.escape(chr(character)) for _, character in run)
        yield f"{first}-{others[-1]}" if others else first


_ODD = re.compile(f"[{''.join(_ranges(_TABLE))}]")
# Zero-width joiners spell Persian, Indic and emoji; between Latin letters they only hide.
_JOINERS = re.compile(r"(?<![\u0370-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0370-\U0010ffff])")
_JOINER_RUNS = re.compile(r"[\u200c\u200d]{2,}")
_BLANKS = re.compile(r" {2,}")


def normalise(text: str) -> str:
    r"""Return the text in NFC without unseen characters; every space is " ", every line end "\n"."""
    text = unicodedata.normalize("NFC", _ODD.sub(_usual, text.replace("\r\n", "\n")))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", _JOINER_RUNS.sub("\u200d", text))
        text = unicodedata.normalize("NFC", text)  # a joiner may have kept two apart
    return _BLANKS.sub(" ", text)


def _usual(odd: re.Match[str]) -> str:
    return _TABLE[ord(odd[0])] or ""


def one_line(text: str) -> str:
    """Return the normalised text on one line."""
    return " ".join(normalise(text).split())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a normalised text, each on one line: hard-wrapped lines are joined."""
    lines = [line.strip() for line in text.split("\n")]
    wrapped_at = _width(lines)
    return [paragraph for block in _blocks(lines) for paragraph in _unwrap(block, wrapped_at)]


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _width(lines: Sequence[str]) -> int:
    """Return the column at which a text is wrapped, 0 for none. Lines without a space (URLs) do not count."""
    widths = [len(line) for line in lines if " " in line]
    widest = max(widths, default=0)
    return widest if len(widths) > 3 and 40 <= widest <= WIDEST else 0


def _unwrap(lines: Sequence[str], wrapped_at: int) -> Iterator[str]:
    run = [lines[0]]
    for line, following in pairwise(lines):
        if _continues(line, following, wrapped_at):
            run.append(following)
        else:
            yield " ".join(run)
            run = [following]
    yield " ".join(run)


def _continues(line: str, following: str, wrapped_at: int) -> bool:
    """Return whether the line breaks in mid-sentence, or only because the next word did not fit."""
    first_word = following.split(" ", 1)[0]
    if first_word[0].islower() and line[-1] not in '.!?:;"”…':
        return True
    return len(line) + 1 + len(first_word) > wrapped_at > 0
