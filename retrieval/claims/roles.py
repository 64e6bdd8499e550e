"""Roles: who does what to whom, by the order of two names around a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.names import WORD

APART = 5
"""Most words between two names that share a verb."""
_STOP = re.compile(r"[.;:!?](?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Relation:
    """A word between two names: the doer and the other."""

    stem: str
    doer: frozenset[str]
    other: frozenset[str]

    def same(self, one: Relation) -> bool:
        return self.stem == one.stem and bool(self.doer & one.doer and self.other & one.other)

    def swapped(self, one: Relation) -> bool:
        return self.stem == one.stem and bool(self.doer & one.other and self.other & one.doer)


def swaps(claim: str, text: str, language: Language = ENGLISH) -> bool:
    """Return whether `claim` swaps two names that `text` has around a word."""
    relations = list(_relations(text, language))
    return any(
        any(claimed.swapped(one) for one in relations) and not any(claimed.same(one) for one in relations)
        for claimed in _relations(claim, language)
    )


def _relations(text: str, language: Language) -> Iterator[Relation]:
    mutual = keywords(" ".join(language.claims.mutual), language)
    for part in _STOP.split(text):
        words = WORD.findall(part)
        for left, right in pairwise(_runs(words, language)):
            between = words[left[1] : right[0]]
            one, other = (frozenset(w.casefold() for w in words[a:b]) for a, b in (left, right))
            if len(between) > APART:
                continue
            passive = not language.claims.by.isdisjoint(word.casefold() for word in between[-2:])
            for stem in keywords(" ".join(between), language) - mutual:
                yield Relation(stem, other, one) if passive else Relation(stem, one, other)


def _runs(words: list[str], language: Language) -> list[tuple[int, int]]:
    """Return the positions of names: runs of capitalised words, without openers of sentences."""
    runs: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        small = word.casefold() in language.stop_words
        if not word[0].isupper() or small or word in language.sentences.openers:
            continue
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs
