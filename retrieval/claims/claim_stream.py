"""Cuts what a model writes into claims, each as soon as its sentence is complete."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.text.characters import one_line
from retrieval.text.markers import OPEN, SHUT, place, take, without_lookalikes
from retrieval.text.sentences import split

LONGEST = 2_000
"""Characters of a sentence; what runs on beyond is no claim that can be checked."""

THINKING, THOUGHT = "<think>", "</think>"

_WORD = re.compile(r"\s*\S+\s+(?=\S)")
_UNCLOSED = re.compile(r"[\[【［(][^\]】］)]{0,60}\Z")
_BEHIND_MARKER = re.compile(f"(?<={SHUT}[.!?])\\s+")
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^)\n]*\)")
_ADDRESS = re.compile(r"(?:\b[a-z][a-z+.-]*://|\bwww\.)\S*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>\n]{0,300}>")
_BULLET = re.compile(r"\A\s*(?:#{1,6}\s+|>\s*|[-*•]\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*+|__+|`+")
_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the model without its markers, and the numbers they held."""

    text: str
    cites: tuple[int, ...]


class ClaimStream:
    """Takes the words as they come; where a sentence ends does not depend on how they were cut up."""

    def __init__(self, shown: int) -> None:
        self._shown = shown
        self._unread = ""
        self._sentence = ""

    def feed(self, text: str) -> list[Claim]:
        """The claims that `text` completes."""
        self._unread += text.replace(OPEN, "").replace(SHUT, "")
        if self._skip_thoughts():
            return []
        found: list[Claim] = []
        while word := _WORD.match(self._unread):
            self._unread = self._unread[word.end() :]
            self._sentence += word[0]
            found += self._complete()
        return found

    def finish(self) -> list[Claim]:
        """The claims that are left when the model has ended its answer."""
        rest = "" if self._skip_thoughts() else self._sentence + self._unread
        self._sentence = self._unread = ""
        return self._claims(_sentences(place(rest, self._shown)))

    @property
    def draft(self) -> str:
        """The words of the sentence that is not complete yet."""
        if self._skip_thoughts():
            return ""
        return _clean(take(place(self._sentence + self._unread, self._shown))[0])

    def _skip_thoughts(self) -> bool:
        """Pass over what a model thinks aloud before it answers; whether it still does."""
        if self._sentence or not self._unread.lstrip().startswith(THINKING):
            return False
        _, thought, answer = self._unread.partition(THOUGHT)
        if thought:
            self._unread = answer
        return not thought

    def _complete(self) -> list[Claim]:
        if _UNCLOSED.search(self._sentence):
            return []
        *whole, last = _sentences(place(self._sentence, self._shown)) or [""]
        if len(last) > LONGEST:
            last = ""
        if not whole and last:
            return []
        self._sentence = last + self._sentence[len(self._sentence.rstrip()) :] if last else ""
        return self._claims(whole)

    def _claims(self, sentences: list[str]) -> list[Claim]:
        taken = [take(sentence) for sentence in sentences]
        claims = [Claim(_clean(text), cites) for text, cites in taken]
        return [claim for claim in claims if re.search(r"\w", claim.text) and len(claim.text) <= LONGEST]


def _sentences(placed: str) -> list[str]:
    """The sentences of a text with placed markers; a line break ends one, and a stop behind a marker."""
    runs = (run for line in placed.split("\n") for run in _BEHIND_MARKER.split(line))
    return [run[s.start : s.end] for run in runs for s in split(run)]


def _clean(text: str) -> str:
    """Plain words on one line: no markup, no address, nothing that calls anybody or hides.

    What is taken out may leave something behind that has to go too, so it goes on until nothing changes.
    """
    while (cleaned := _cleaned(text)) != text:
        text = cleaned
    return text


def _cleaned(text: str) -> str:
    text = _LINK.sub(lambda found: found["text"], one_line(text))
    for pattern in (_TAG, _ADDRESS, _BULLET, _EMPHASIS, _MENTION):
        text = pattern.sub("", text)
    return " ".join(without_lookalikes(text).split())
