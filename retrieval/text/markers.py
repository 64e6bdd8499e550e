"""Citation markers in every form models write them, brought to one that no text can hold by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.text.languages import ENGLISH
from retrieval.text.sentences import split

OPEN, SHUT = "\ue000", "\ue001"
"""Private-use characters around a marker's number; they are taken out of what a model writes first."""
MOST = 20
"""Sentences that one marker may name; a longer range is no citation."""

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


def place(text: str, shown: int) -> str:
    """`text` with each marker for a sentence from 1 to `shown` between OPEN and SHUT, within its sentence.

    Square markers that name anything else vanish; round brackets that do are no markers and stay. In a text
    that opens with a marker those behind a full stop belong to what follows, else to what they follow.
    """
    placed = _MARKER.sub(lambda found: _replaced(found, shown), text)
    forward = _AT_START.match(placed) is not None
    return _BEHIND_STOP.sub(lambda found: _moved(found, forward), placed)


def take(text: str) -> tuple[str, tuple[int, ...]]:
    """A placed text without its markers, and the numbers they held, each once and in order."""
    numbers = tuple(dict.fromkeys(int(n) for n in _PLACED.findall(text)))
    return _without_placed(text).strip(), numbers


def without_lookalikes(text: str) -> str:
    """`text` without anything that would read as a marker of ours, however it came together."""
    while (cleaned := _LOOKS_LIKE_ONE.sub("", text)) != text:
        text = cleaned
    return text


def disarm(text: str) -> str:
    """`text` with whatever reads as a marker in other brackets: an article may fake one."""
    return without_lookalikes(_MARKER.sub(lambda found: found[0].translate(_DISARMED), text))


def _without_placed(text: str) -> str:
    return re.sub(rf"[^\S\n]*{OPEN}\d+{SHUT}", "", text)


def _moved(found: re.Match[str], forward: bool) -> str:
    """A stop with its markers before it, behind it on a line of their own, or, where no sentence ends, before
    the word it is set to."""
    word, stop, markers = found["word"], found["stop"], found["markers"].strip()
    before = _without_placed(found.string[max(0, found.start() - 200) : found.end("stop")])
    after = _without_placed(found.string[found.end() : found.end() + 40])
    if after.strip() and not any(s.end == len(before) for s in split(f"{before} {after.lstrip(' ')}")):
        return f"{markers}{word}{stop} "
    if forward and after.strip():
        return f"{word}{stop}\n{markers} "
    return f"{word} {markers}{stop} "


def _replaced(found: re.Match[str], shown: int) -> str:
    numbers = list(_numbers(found))
    known = [n for n in numbers if 1 <= n <= shown]
    if found["round"] and known != numbers:
        return found[0]  # as in "the mayor (61)"
    return found["space"] * bool(known) + "".join(f"{OPEN}{n}{SHUT}" for n in known)


def _numbers(found: re.Match[str]) -> Iterator[int]:
    text = next(t for t in (found["square"], found["round"], found["sup"], found["raised"]) if t)
    text = _OF_ANOTHER_KIND.sub("", text.translate(_RAISED))
    for first, last in _RANGE.findall(text):
        yield from range(int(first), min(int(last), int(first) + MOST) + 1)
    for number in re.findall(r"\d{1,9}", _RANGE.sub("", text)):
        yield int(number)
