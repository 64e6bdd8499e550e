"""Names: words with a capital, and the shape of a person's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import groupby

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.numbers import number_words

WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_OWNING = re.compile(r"['’]s?\Z")
_INSIDE = re.compile(r"(?<=[^.?!] )[A-Z][\w’'-]+")
_STOP = re.compile(r"[^\w\s’'-]")
_INITIAL = r"[^\W\d_]\."
_NAME_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))+"
PARTICLE = r"(?:de|del|della|da|di|dos|van|von|der|den|bin|ibn|al|el|la|le|ter|ten)"
_PERSON = re.compile(
    rf"{_NAME_WORD}(?: (?:{_INITIAL}|{PARTICLE}|{_NAME_WORD})){{1,4}}"
    rf"|{_INITIAL}(?: ?{_INITIAL})* {_NAME_WORD}"
)
LONGEST_PERSON = 60
"""Characters of a person's name."""


def names_inside(text: str) -> list[str]:
    """Return words with a capital inside sentences, as they are written."""
    return _INSIDE.findall(text)


def bare(name: str) -> str:
    """Return a name without the ending of the genitive."""
    return _OWNING.sub("", name)


def is_person(text: str, language: Language = ENGLISH) -> bool:
    """Return whether the text has the shape of a person's name: two to five capitalised words."""
    if len(text) > LONGEST_PERSON or not _PERSON.fullmatch(text):
        return False
    words = text.split()
    return (
        words[0][0].isupper()
        and words[-1][0].isupper()
        and all(word[0].isupper() or re.fullmatch(PARTICLE, word) for word in words)
        and _never_in_person(language).isdisjoint(word.casefold() for word in words)
    )


@cache
def _never_in_person(language: Language) -> frozenset[str]:
    calendar = frozenset(name.casefold() for name in language.calendar.names)
    return language.names.never_in_person | (calendar - language.names.calendar_persons)


def unnamed(claim: str, evidence: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the names in `claim` that are not among the capitalised words of `evidence`."""
    held = frozenset((*_capitals(evidence), *_initials(evidence, language)))
    stems = keywords(evidence, language)
    return tuple(n for n in names(claim, stems, language) if not _is_held(n, held, stems, language))


def names(claim: str, stems: Collection[str] = frozenset(), language: Language = ENGLISH) -> Iterator[str]:
    """Yield capitalised words; the first only if it is no function word, and its stem none of `stems`."""
    for position, match in enumerate(WORD.finditer(_plain(claim))):
        word = bare(match[0])
        if word and word[0].isupper() and not (position == 0 and _opens(word, stems, language)):
            yield word


def _opens(word: str, stems: Collection[str], language: Language) -> bool:
    if len(word) > 1 and word.isupper():
        return False
    if word in language.sentences.openers or word.casefold() in _no_names(language):
        return True
    own = keywords(word, language)
    return bool(own) and own <= frozenset(stems)


@cache
def _no_names(language: Language) -> frozenset[str]:
    """Return words that are no names, though they open a sentence with a capital."""
    return frozenset().union(
        language.stop_words, number_words(language), language.names.common, language.names.leading
    )


def _plain(text: str) -> str:
    """Return the text with `U.S.` as `US`."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def _capitals(text: str) -> Iterator[str]:
    """Yield capitalised words and, of words with hyphens, the capitalised parts."""
    for word in WORD.findall(_plain(text)):
        for part in (word, *(word.split("-") if "-" in word else ())):
            if part[:1].isupper():
                yield bare(part)


def _initials(text: str, language: Language) -> Iterator[str]:
    """Yield the initials of long names: IMF for the International Monetary Fund."""
    yield from (short for short, long in language.names.short_forms.items() if long in text)
    for clause in _STOP.split(_plain(text)):
        for _, words in groupby(
            WORD.findall(clause), lambda word: word[0].isupper() or word in language.names.joins
        ):
            capitals = (w[0] for w in words if w[0].isupper() and w.casefold() not in language.stop_words)
            if len(initials := "".join(capitals)) > 2:
                yield initials


def _is_held(name: str, held: Collection[str], stems: Collection[str], language: Language) -> bool:
    """Return whether a name, or that of its people (Russia, Russian), is among the words `held`."""
    if name in held:
        return True
    if name.isupper() and len(name) <= 3:  # US is no "Us"
        return False
    small = name.replace("’", "'").casefold()
    if small in language.names.common:
        return keywords(small, language) <= frozenset(stems)
    return any(_alike(small, other.replace("’", "'").casefold(), language) for other in held)


def _alike(one: str, other: str, language: Language) -> bool:
    """Return whether they are one name, or one is the other with an ending of nationality or number."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < 4 or (short, long) in language.names.unrelated:
        return False
    singular = long.removesuffix("s") if long != f"{short}s" else long
    return any(
        language.names.people_endings.fullmatch(singular[len(base) :]) for base in _bases(short, singular)
    )


def _bases(short: str, long: str) -> Iterator[str]:
    """Yield possible stems of `long`: all of `short`, or all but its last vowel, as in Canadian."""
    if long.startswith(short):
        yield short
    if short[-1] in "aeoy" and len(short) > 4 and long.startswith(short[:-1]) and long.endswith("an"):
        yield short[:-1]
