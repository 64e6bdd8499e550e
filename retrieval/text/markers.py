"""Citation markers: every form that models write, in one form that no other text can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.text.languages import ENGLISH
from retrieval.text.sentences import split

OPEN, SHUT = "\ue000", "\ue001"
"""Private-use characters around a marker's number, which are first removed from a model's words."""
MOST = 20
"""Sentences that one marker may name. A longer range is no citation."""

_WORDS = ENGLISH.citations  # the language of the prompts
_WORD_ENDS = r"(?![^\W\d_])"
_LABEL = f"(?:{'|'.join(_WORDS.labels)}){_WORD_ENDS}"
_NUMBER = rf"(?:(?:{_LABEL}\s*[.:#]?|[sn](?=[.:#]?\s*\d)[.:#]?|[#^])\s*)*\d{{1,3}}"
_ROUND = rf"{_NUMBER}(?:\s*(?:,\s*(?:{_WORDS.conjunction}|&)|[,;&/]|{_WORDS.conjunction}|\s)\s*{_NUMBER})*"
# Whatever of digits, separators and such words stands in square brackets, doubled or escaped ones too.
_INSIDE = (
    rf"(?:\d|[\s,;:&/#^.–—-]|(?:{_WORDS.conjunction}|{_WORDS.to}){_WORD_ENDS}|{_LABEL}|[sn](?=[.:#]?\s*\d))*"
)
_SQUARE = rf"(?:\\?[\[【［])+(?P<square>(?=[^\]】］†]*\d){_INSIDE})(?:†[^\]】］\n]{{0,80}})?(?:\\?[\]】］])+"
_HIGH = "⁰¹²³⁴-⁹"
_MARKER = re.compile(
    r"(?P<space>[^\S\n]*)(?:"
    rf"{_SQUARE}(?:\([^()\s]{{0,300}}\))?"
    rf"|(?<!\w)\(\s*(?P<round>{_ROUND})\s*\)(?=[^\S\n]*(?:[\[(【［.!?…\n{OPEN}]|\Z))"
    r"|<sup>\s*[\[(]?(?P<sup>\d{1,3}(?:\s*,\s*\d{1,3})*)[\])]?\s*</sup>"
    # Not the power of a unit, as in 5 km²: behind a stop, or a word of some letters.
    rf"|(?:(?<=[.,;:!?…”\"’)\]\s])|(?<=[^\W\d_]{{3}}))(?P<raised>[{_HIGH}]{{1,3}}(?:,[{_HIGH}]{{1,3}})*)(?!\w)"
    r")",
    re.IGNORECASE,
)
_PLACED = re.compile(f"{OPEN}(\\d+){SHUT}")
_LOOKS_LIKE_ONE = re.compile(_SQUARE, re.IGNORECASE)
_BEHIND_STOP = re.compile(
    rf"(?P<word>[^\S\n]*[^\s{OPEN}{SHUT}]*?)(?P<stop>[.!?…]+[\"”’'»)]*)"
    rf"(?P<markers>[^\S\n]*(?:{OPEN}\d+{SHUT}[^\S\n]*)+)"
)
_AT_START = re.compile(rf"\s*{OPEN}\d+{SHUT}\s*[^\s{OPEN}]")
_RANGE = re.compile(rf"(\d+)\s*(?:–|—|-|{_WORDS.to})\s*(?:[^\d,;&]{{0,10}})(\d+)", re.IGNORECASE)
_OF_ANOTHER_KIND = re.compile(r"\d+\s*:\s*\d+")
"""As in 【4:0†source】: a place in some provider's files."""
_DISARMED = str.maketrans("[]【】［］", "‹›‹›‹›")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def place(text: str, sentences: int) -> str:
    """Return `text` with each marker of a sentence, from 1 to `sentences`, between OPEN and SHUT.

    Remove square markers of other numbers, and leave other round brackets. A marker is placed within its
    sentence: the one after it in a text that opens with a marker, else the one before.
    """
    placed = _MARKER.sub(lambda match: _replaced(match, sentences), text)
    forward = _AT_START.match(placed) is not None
    return _BEHIND_STOP.sub(lambda match: _moved(match, forward), placed)


def take(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a placed text without its markers, and their numbers, each once and in order."""
    numbers = tuple(dict.fromkeys(int(n) for n in _PLACED.findall(text)))
    return _without_placed(text).strip(), numbers


def without_lookalikes(text: str) -> str:
    """Return `text` without square markers, even those that a removal brings together."""
    while (cleaned := _LOOKS_LIKE_ONE.sub("", text)) != text:
        text = cleaned
    return text


def disarm(text: str) -> str:
    """Return `text` with other brackets around fake markers: an article may hold some."""
    return without_lookalikes(_MARKER.sub(lambda match: match[0].translate(_DISARMED), text))


def _without_placed(text: str) -> str:
    return re.sub(rf"[^\S\n]*{OPEN}\d+{SHUT}", "", text)


def _moved(match: re.Match[str], forward: bool) -> str:
    """Return a stop and its markers: the markers before the stop, after it on a new line, or before its word.

    They stand before the word if no sentence ends there.
    """
    word, stop, markers = match["word"], match["stop"], match["markers"].strip()
    before = _without_placed(match.string[max(0, match.start() - 200) : match.end("stop")])
    after = _without_placed(match.string[match.end() : match.end() + 40])
    if after.strip() and not any(s.end == len(before) for s in split(f"{before} {after.lstrip(' ')}")):
        return f"{markers}{word}{stop} "
    if forward and after.strip():
        return f"{word}{stop}\n{markers} "
    return f"{word} {markers}{stop} "


def _replaced(match: re.Match[str], sentences: int) -> str:
    numbers = list(_numbers(match))
    citable = [n for n in numbers if 1 <= n <= sentences]
    if match["round"] and citable != numbers:
        return match[0]  # as in "the mayor (61)"
    return match["space"] * bool(citable) + "".join(f"{OPEN}{n}{SHUT}" for n in citable)


def _numbers(match: re.Match[str]) -> Iterator[int]:
    text = next(t for t in (match["square"], match["round"], match["sup"], match["raised"]) if t)
    text = _OF_ANOTHER_KIND.sub("", text.translate(_RAISED))
    for first, last in _RANGE.findall(text):
        yield from range(int(first), min(int(last), int(first) + MOST) + 1)
    for number in re.findall(r"\d{1,9}", _RANGE.sub("", text)):
        yield int(number)
