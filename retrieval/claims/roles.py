"""Who does what to whom, as far as the order of two names around a word tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, Language
from retrieval.text.names import WORD

APART = 5
"""Words between two names up to which they belong to one verb."""
_STOP = re.compile(r"[.;:!?](?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Relation:
    """A word between two names: who stands for the doer, and who for the other."""

    stem: str
    doer: frozenset[str]
    other: frozenset[str]

    def same(self, one: Relation) -> bool:
        return self.stem == one.stem and bool(self.doer & one.doer and self.other & one.other)

    def swapped(self, one: Relation) -> bool:
        return self.stem == one.stem and bool(self.doer & one.other and self.other & one.doer)


def swaps(claim: str, text: str, language: Language = ENGLISH) -> bool:
    """Say whether `claim` has two names the other way round than `text`, with one word between them."""
    reported = list(_relations(text, language))
    return any(
        any(claimed.swapped(one) for one in reported) and not any(claimed.same(one) for one in reported)
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
    """Where names stand: runs of capitalised words, without those that only open a sentence."""
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
