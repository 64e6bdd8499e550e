"""Names of authors: in bylines, and in the fields of records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.languages.language import any_of
from retrieval.text.names import is_person


@dataclass(frozen=True, slots=True)
class _Patterns:
    tail: re.Pattern[str]
    """What stands between the names and an outlet, a role or a place."""
    between: re.Pattern[str]
    another: re.Pattern[str]
    """That one more name follows."""


@cache
def _patterns(language: Language) -> _Patterns:
    conjunctions = any_of(language.bylines.conjunctions)
    return _Patterns(
        re.compile(rf"\s*(?:[,|•·/–—-]|\b(?:{any_of(language.bylines.before_place)})\b)\s*"),
        re.compile(rf"\s*(?:;|,(?:\s+(?:{conjunctions})\b)?|\s(?:{conjunctions}|&)\s)\s*"),
        re.compile(rf"\b(?:{conjunctions}|&) [^\W\d_a-z]"),
    )


def is_lone_by(paragraph: str, language: Language = ENGLISH) -> bool:
    return len(paragraph) < 20 and bool(language.bylines.alone.fullmatch(paragraph))


def byline_names(paragraph: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the names in "By Jane Doe and John Roe, Reuters"; none where the paragraph is anything else."""
    prefix = language.bylines.prefix.match(paragraph) if len(paragraph) <= 160 else None
    if not prefix:
        return ()
    names: list[str] = []
    rest = paragraph[prefix.end() :].strip()
    while rest:
        name, tail = _leading_name(rest, language)
        if not name:
            break
        names.append(name)
        between = _patterns(language).between.match(tail)
        rest = tail[between.end() :] if between and _lists_on(tail, language) else tail
        if rest is tail:
            break
    return tuple(names) if names and _is_affiliation(rest, language) else ()


def split_names(text: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the authors in a field: "Doe, Jane; Roe, John" and "By Jane Doe and John Roe" are two each."""
    text = " ".join(text.split())
    prefix = language.bylines.prefix.match(text)
    text = text[prefix.end() :] if prefix else text
    parts = [part.strip() for part in text.split(";")]
    if len(parts) == 1:
        pieces = [piece.strip() for piece in _patterns(language).between.split(text)]
        parts = pieces if all(" " in piece for piece in pieces if piece) else [text.strip()]
    return tuple(dict.fromkeys(part for part in parts if part))


def _leading_name(text: str, language: Language) -> tuple[str, str]:
    """The name a text starts with, and what follows it; a longer reading is tried first."""
    words = text.split(" ")
    for count in range(min(5, len(words)), 1, -1):
        candidate = " ".join(words[:count])
        bare = candidate.rstrip(",;|")
        if is_person(bare, language):
            return bare, candidate[len(bare) :] + " " + " ".join(words[count:])
    return "", text


def _lists_on(tail: str, language: Language) -> bool:
    """Whether another author follows: in "A, B and C" one does, in "A and B, Reuters" none."""
    return not tail.startswith(",") or bool(_patterns(language).another.search(tail))


def _is_affiliation(rest: str, language: Language) -> bool:
    """An outlet, a role, a place or a date after the names: capitals, numbers and the words of roles."""
    tail = _patterns(language).tail.match(rest)
    rest = rest[tail.end() :] if tail else rest.strip()
    if rest.endswith((".", "!", "?")) and not rest.endswith(language.bylines.endings):
        return False
    words = re.findall(r"[^\W_][^\s]*", rest)
    return len(words) <= 12 and all(
        not word[0].islower() or word.strip(",.;:").casefold() in language.bylines.roles for word in words
    )
