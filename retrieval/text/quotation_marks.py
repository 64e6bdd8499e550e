"""Quotations: the text between quotation marks of any kind, nested in any way."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.utterance import opens_question
from retrieval.text.words import tokenise

DOUBLE = '"“”„‟«»＂'
SINGLE = "'‘’‚‛‹›"
_OPENING = "“„‟«‘‚‛‹"
_COUNTERPARTS = {
    **{"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«"},
    **{"‘": "’", "‚": "‘’", "‛": "’", "‹": "›", "›": "‹"},
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `left` to `right` with its marks, `start` to `end` without."""

    left: int
    right: int

    @property
    def start(self) -> int:
        return self.left + 1

    @property
    def end(self) -> int:
        return self.right - 1


def quoted_parts(text: str, marks: str, language: Language = ENGLISH) -> list[Quotation]:
    """Return the quotations between `marks`, in order. Speech within a quoted passage does not divide it."""
    joined: list[Quotation] = []
    for part in _outermost(text, marks, language):
        if joined and is_speech(text, joined[-1], part.left, language):
            joined[-1] = Quotation(joined[-1].left, part.right)
        else:
            joined.append(part)
    return joined


def is_speech(text: str, part: Quotation, end: int, language: Language = ENGLISH) -> bool:
    """Return whether the text after a quotation, up to `end`, continues it like speech ("…," he said)."""
    after = text[part.right : end]
    follows = text[part.end - 1] in ",.!?—" and len(tokenise(after).folded) > 1
    return follows and not opens_question(after, language)


def _outermost(text: str, marks: str, language: Language) -> list[Quotation]:
    """Return the quotations. An open one runs to the last mark that could close it, or to the end."""
    parts: list[Quotation] = []
    depth = opened = last_close = 0
    counted = marks
    for position in (n for n, sign in enumerate(text) if sign in marks):
        if depth and text[position] not in counted:
            continue
        if _opens(text, position, depth):
            if not depth:
                opened, counted = position, _counted(text, position, marks)
            depth += 1
        elif depth and _closes(text, position):
            last_close, depth = position, depth - 1
            if not depth:
                parts.append(Quotation(opened, position + 1))
        elif parts and _closes_late(text, parts[-1], position, language):
            parts[-1] = Quotation(parts[-1].left, position + 1)
    if depth and (last_close > opened or marks == DOUBLE):
        parts.append(Quotation(opened, last_close + 1 if last_close > opened else len(text) + 1))
    return parts


def _counted(text: str, opened: int, marks: str) -> str:
    """Return the marks that count within a quotation: those of its own shape, if it is ever closed by one."""
    closing = _COUNTERPARTS.get(text[opened], "")
    closed = any(text.find(sign, opened + 1) > 0 for sign in closing)
    return text[opened] + closing if closed else marks


def _opens(text: str, position: int, depth: int) -> bool:
    """Return whether a mark opens a quotation: by the space around it, else by its shape, else by turns."""
    sign, before, after = text[position], text[max(0, position - 1) : position], text[position + 1 :][:1]
    free_before = not before or before.isspace() or before in "([{—–-*_>/" + DOUBLE + SINGLE
    free_after = not after or after.isspace() or after in ".,;:!?)]}*_"
    if sign in SINGLE and sign not in "‹›":
        return free_before and after.isalpha()
    if free_before != free_after:
        return free_before
    return sign in _OPENING or (sign in '"＂' and not depth)


def _closes(text: str, position: int) -> bool:
    """Return whether a mark closes a quotation; an apostrophe does not."""
    return text[position] in DOUBLE or not text[position + 1 : position + 2].isalnum()


def _closes_late(text: str, part: Quotation, position: int, language: Language) -> bool:
    """Return whether a mark without a partner closes the last passage, which began within a quotation."""
    before = text[position - 1]
    if before.isspace() or before.isdigit() or not _closes(text, position):
        return False
    return not opens_question(text[part.right : position], language)
