"""Names of authors: in bylines, and in the fields of records."""

from __future__ import annotations

import re

_INITIAL = r"[^\W\d_]\."
_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))+"
_PARTICLE = r"(?:de|del|della|da|di|dos|van|von|der|den|bin|ibn|al|el|la|le|ter|ten)"
_NAME = re.compile(
    rf"{_WORD}(?: (?:{_INITIAL}|{_PARTICLE}|{_WORD})){{1,4}}|{_INITIAL}(?: ?{_INITIAL})* {_WORD}"
)
_PREFIX = re.compile(
    r"(?:(?:written|story|words|report|reported|posted|analysis)\s+)?by(?:\s*:\s*|\s+)", re.I
)
_LONE = re.compile(r"(?:(?:written|story|words|posted)\s+)?by\s*:?", re.I)
_TAIL = re.compile(r"\s*(?:[,|•·/–—-]|\b(?:for|in|at)\b)\s*")
_BETWEEN = re.compile(r"\s*(?:;|,(?:\s+and\b)?|\s(?:and|&)\s)\s*")
_ROLE_WORDS = """
    a an and at by chief columnist contributing correspondent critic desk editor for foreign from guest in of
    on political producer reporter senior special sports staff the to updated writer p.m a.m
"""
_NO_NAME_WORDS = """
    a an the this that these those my our your his her its their no all any some and or but not
    land sea air train car bus plane popular numbers election design default comparison contrast chance
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december christmas easter day night week month year noon midnight midday
"""
_ROLES = frozenset(_ROLE_WORDS.split())
_NEVER_NAMES = frozenset(_NO_NAME_WORDS.split())


def is_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: two to five capitalised words."""
    if len(text) > 60 or not _NAME.fullmatch(text):
        return False
    words = text.split()
    return (
        words[0][0].isupper()
        and words[-1][0].isupper()
        and all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in words)
        and not any(word.casefold() in _NEVER_NAMES for word in words)
    )


def is_lone_by(paragraph: str) -> bool:
    return len(paragraph) < 20 and bool(_LONE.fullmatch(paragraph))


def byline_names(paragraph: str) -> tuple[str, ...]:
    """The names in "By Jane Doe and John Roe, Reuters"; none where the paragraph is anything else."""
    prefix = _PREFIX.match(paragraph) if len(paragraph) <= 160 else None
    if not prefix:
        return ()
    names: list[str] = []
    rest = paragraph[prefix.end() :].strip()
    while rest:
        name, tail = _leading_name(rest)
        if not name:
            break
        names.append(name)
        between = _BETWEEN.match(tail)
        rest = tail[between.end() :] if between and _lists_on(tail) else tail
        if rest is tail:
            break
    return tuple(names) if names and _is_affiliation(rest) else ()


def split_names(text: str) -> tuple[str, ...]:
    """The authors in a field: "Doe, Jane; Roe, John" and "By Jane Doe and John Roe" are two each."""
    text = " ".join(text.split())
    prefix = _PREFIX.match(text)
    text = text[prefix.end() :] if prefix else text
    parts = [part.strip() for part in text.split(";")]
    if len(parts) == 1:
        pieces = [piece.strip() for piece in _BETWEEN.split(text)]
        parts = pieces if all(" " in piece for piece in pieces if piece) else [text.strip()]
    return tuple(dict.fromkeys(part for part in parts if part))


def _leading_name(text: str) -> tuple[str, str]:
    """The name a text starts with, and what follows it; a longer reading is tried first."""
    words = text.split(" ")
    for count in range(min(5, len(words)), 1, -1):
        candidate = " ".join(words[:count])
        bare = candidate.rstrip(",;|")
        if is_name(bare):
            return bare, candidate[len(bare) :] + " " + " ".join(words[count:])
    return "", text


def _lists_on(tail: str) -> bool:
    """Whether another author follows: in "A, B and C" one does, in "A and B, Reuters" none."""
    return not tail.startswith(",") or bool(re.search(r"\b(?:and|&) [^\W\d_a-z]", tail))


def _is_affiliation(rest: str) -> bool:
    """An outlet, a role, a place or a date after the names: capitals, numbers and the words of roles."""
    rest = _TAIL.sub("", rest, count=1) if _TAIL.match(rest) else rest.strip()
    if rest.endswith((".", "!", "?")) and not rest.endswith(("p.m.", "a.m.", "Inc.", "St.")):
        return False
    words = re.findall(r"[^\W_][^\s]*", rest)
    return len(words) <= 12 and all(
        not word[0].islower() or word.strip(",.;:").casefold() in _ROLES for word in words
    )
