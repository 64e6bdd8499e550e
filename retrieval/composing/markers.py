"""Citation markers in every form models write them, brought to one that no text can hold by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPEN, SHUT = "\ue000", "\ue001"
"""Private-use characters around a marker's number; they are taken out of what a model writes first."""
MOST = 20
"""Sentences that one marker may name; a longer range is no citation."""

_NUMBER = r"(?:(?:sentences?|sources?|refs?|s|n)\s*[.:#]?\s*|[#^]\s*)?\d{1,3}"
_LIST = rf"{_NUMBER}(?:\s*(?:,|;|&|/|and|to|–|-|\s)\s*{_NUMBER})*"
_MARKER = re.compile(
    r"(?P<space>[^\S\n]*)(?:"
    rf"[\[【［]\s*(?P<square>{_LIST})\s*(?:†[^\]】］\n]{{0,80}})?[\]】］](?:\([^()\s]{{0,300}}\))?"
    rf"|(?<!\w)\(\s*(?P<round>{_LIST})\s*\)"
    r"|(?<=[.,;:!?…”\"’)])(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
    r")",
    re.IGNORECASE,
)
_PLACED = re.compile(f"{OPEN}(\\d+){SHUT}")
_LOOKS_LIKE_ONE = re.compile(r"[\[【［]\s*\d+\s*[\]】］]")
_BEHIND_STOP = re.compile(rf"(?P<stop>[.!?…]+[\"”’'»)]*)(?P<markers>[^\S\n]*(?:{OPEN}\d+{SHUT}[^\S\n]*)+)")
_RANGE = re.compile(r"(\d{1,3})\s*(?:–|-|to)\s*(?:\D{0,10})(\d{1,3})", re.IGNORECASE)
_DISARMED = str.maketrans("[]【】［］", "‹›‹›‹›")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def place(text: str, shown: int) -> str:
    """`text` with each marker for a sentence from 1 to `shown` between OPEN and SHUT, before the full stop.

    Square markers that name anything else vanish; round brackets that do are no markers and stay.
    """
    placed = _MARKER.sub(lambda found: _replaced(found, shown), text)
    return _BEHIND_STOP.sub(lambda found: f" {found['markers'].strip()}{found['stop']} ", placed)


def take(text: str) -> tuple[str, tuple[int, ...]]:
    """A placed text without its markers, and the numbers they held, each once and in order."""
    numbers = tuple(dict.fromkeys(int(n) for n in _PLACED.findall(text)))
    return re.sub(rf"[^\S\n]*{OPEN}\d+{SHUT}", "", text).strip(), numbers


def without_lookalikes(text: str) -> str:
    """`text` without anything that would read as a marker of ours, however it came together."""
    while (cleaned := _LOOKS_LIKE_ONE.sub("", text)) != text:
        text = cleaned
    return text


def disarm(text: str) -> str:
    """`text` with whatever reads as a marker in other brackets: an article may fake one."""
    return without_lookalikes(_MARKER.sub(lambda found: found[0].translate(_DISARMED), text))


def _replaced(found: re.Match[str], shown: int) -> str:
    numbers = list(_numbers(found))
    known = [n for n in numbers if 1 <= n <= shown]
    if found["round"] and known != numbers:
        return found[0]  # as in "the mayor (61)"
    return found["space"] * bool(known) + "".join(f"{OPEN}{n}{SHUT}" for n in known)


def _numbers(found: re.Match[str]) -> Iterator[int]:
    text = (found["square"] or found["round"] or found["raised"]).translate(_RAISED)
    for first, last in _RANGE.findall(text):
        yield from range(int(first), min(int(last), int(first) + MOST) + 1)
    for number in re.findall(r"\d+", _RANGE.sub("", text)):
        yield int(number)
