"""Who does what to whom, as far as the order of two names around a word tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.text.keywords import STOP_WORDS, keywords
from retrieval.text.names import WORD
from retrieval.text.sentence_words import OPENS_SENTENCES

APART = 5
"""Words between two names up to which they belong to one verb."""
_MUTUAL = keywords("met meet meets meeting talk talks talked play played plays agree agreed draw drew joined")
_BY = frozenset({"by"})
_STOP = re.compile(r"[.;:!?](?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Relation:
    """A word between two names: who stands for the doer, and who for the other."""

    stem: str
    doer: frozenset[str]
    other: frozenset[str]

    def same(self, told: Relation) -> bool:
        return self.stem == told.stem and bool(self.doer & told.doer and self.other & told.other)

    def swapped(self, told: Relation) -> bool:
        return self.stem == told.stem and bool(self.doer & told.other and self.other & told.doer)


def swaps(claim: str, text: str) -> bool:
    """Whether `claim` has two names the other way round than `text`, with one word between them."""
    told = list(_deeds(text))
    return any(
        any(said.swapped(deed) for deed in told) and not any(said.same(deed) for deed in told)
        for said in _deeds(claim)
    )


def _deeds(text: str) -> Iterator[Relation]:
    for part in _STOP.split(text):
        words = [found[0] for found in WORD.finditer(part)]
        for left, right in pairwise(_runs(words)):
            between = words[left[1] : right[0]]
            one, other = (frozenset(w.casefold() for w in words[a:b]) for a, b in (left, right))
            if len(between) > APART:
                continue
            passive = bool(_BY & {word.casefold() for word in between[-2:]})
            for stem in keywords(" ".join(between)) - _MUTUAL:
                yield Relation(stem, other, one) if passive else Relation(stem, one, other)


def _runs(words: list[str]) -> list[tuple[int, int]]:
    """Where names stand: runs of capitalised words, without those that only open a sentence."""
    runs: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        if not word[0].isupper() or word in OPENS_SENTENCES or word.casefold() in STOP_WORDS:
            continue
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs
