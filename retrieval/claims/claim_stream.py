"""A model's stream of words, split into claims as soon as their sentences are complete."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.text.characters import one_line
from retrieval.text.markers import OPEN, SHUT, place, take, without_lookalikes
from retrieval.text.sentences import split

LONGEST = 2_000
"""Characters of a sentence. A longer one cannot be checked."""

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
    """A sentence of the model without its markers, and the numbers in them."""

    text: str
    cites: tuple[int, ...]


class ClaimStream:
    """Split words as they arrive. The result does not depend on the pieces in which they arrive."""

    def __init__(self, sentences: int) -> None:
        """`sentences` is the number of sentences that markers may cite."""
        self._citable = sentences
        self._buffer = ""
        self._sentence = ""

    def feed(self, text: str) -> list[Claim]:
        """Return the claims that `text` completes."""
        self._buffer += text.replace(OPEN, "").replace(SHUT, "")
        if self._is_thinking():
            return []
        claims: list[Claim] = []
        while word := _WORD.match(self._buffer):
            self._buffer = self._buffer[word.end() :]
            self._sentence += word[0]
            claims += self._complete()
        return claims

    def finish(self) -> list[Claim]:
        """Return the remaining claims at the end of the answer."""
        rest = "" if self._is_thinking() else self._sentence + self._buffer
        self._sentence = self._buffer = ""
        return self._claims(_sentences(place(rest, self._citable)))

    @property
    def draft(self) -> str:
        """The words of the incomplete sentence."""
        if self._is_thinking():
            return ""
        return _clean(take(place(self._sentence + self._buffer, self._citable))[0])

    def _is_thinking(self) -> bool:
        """Skip the thoughts that a model writes before its answer. Return whether it is still thinking."""
        if self._sentence or not self._buffer.lstrip().startswith(THINKING):
            return False
        _, thought, answer = self._buffer.partition(THOUGHT)
        if thought:
            self._buffer = answer
        return not thought

    def _complete(self) -> list[Claim]:
        if _UNCLOSED.search(self._sentence):
            return []
        *whole, last = _sentences(place(self._sentence, self._citable)) or [""]
        if len(last) > LONGEST:
            last = ""
        if not whole and last:
            return []
        self._sentence = last + self._sentence[len(self._sentence.rstrip()) :] if last else ""
        return self._claims(whole)

    def _claims(self, sentences: list[str]) -> list[Claim]:
        claims = [Claim(_clean(text), cites) for text, cites in map(take, sentences)]
        return [claim for claim in claims if re.search(r"\w", claim.text) and len(claim.text) <= LONGEST]


def _sentences(placed: str) -> list[str]:
    """Return the sentences of a text with placed markers, divided at line breaks too, and behind markers."""
    runs = (run for line in placed.split("\n") for run in _BEHIND_MARKER.split(line))
    return [run[s.start : s.end] for run in runs for s in split(run)]


def _clean(text: str) -> str:
    """Return plain words on one line, without markup, addresses, mentions and hidden characters.

    Repeat until nothing changes, since a removal may bring new markup together.
    """
    while (cleaned := _cleaned(text)) != text:
        text = cleaned
    return text


def _cleaned(text: str) -> str:
    text = _LINK.sub(lambda link: link["text"], one_line(text))
    for pattern in (_TAG, _ADDRESS, _BULLET, _EMPHASIS, _MENTION):
        text = pattern.sub("", text)
    return " ".join(without_lookalikes(text).split())
