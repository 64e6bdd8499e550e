"""References: words that point back to earlier text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of


def opens_pointing_back(sentence: str, language: Language = ENGLISH) -> bool:
    """Return whether a sentence opens with a word that points to the sentence before."""
    return _patterns(language).opening.match(sentence) is not None


def points_back(question: str, language: Language = ENGLISH) -> int | None:
    """Return the position of the first word that points back; None without one."""
    text = language.references.dummy.sub("", question)
    match = _patterns(language).inside.search(text)
    return match.start() if match else None


def leans_on_last(question: str, language: Language = ENGLISH) -> bool:
    """Return whether a question continues the one before, or ends in a word that points back."""
    goes_on = language.references.goes_on.match(question)
    return bool(goes_on or _patterns(language).at_end.search(question))


@dataclass(frozen=True, slots=True)
class _Patterns:
    opening: re.Pattern[str]
    inside: re.Pattern[str]
    at_end: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    words = language.references
    opening = any_of(w.capitalize() for w in (*words.pronouns, *words.demonstratives, *words.pairs))
    # Not "the plan that failed", "this week" or "is there": only where nothing else is pointed at.
    pointing = (
        rf"\b(?:{any_of(words.pronouns)})\b|\b(?:{any_of(words.before_demonstratives)})"
        rf" (?:{any_of(words.demonstratives)})(?! (?:{any_of(words.periods)})\b)\b"
    )
    return _Patterns(
        opening=re.compile(rf"[\"“‘'(]*(?:{opening})\b"),
        inside=re.compile(pointing, re.IGNORECASE),
        at_end=re.compile(rf"\b(?:{any_of(words.at_end)})\W*\Z", re.IGNORECASE),
    )
