"""How well the chosen blocks match the truth, by the figures of the pages' own score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retrieval.ingest.cleaning.boilerplate import is_boilerplate, is_same
from retrieval.ingest.pages.body import choose
from retrieval.ingest.pages.forest import forest
from training.pages.examples import FEWEST_WORDS, FIRST, Example, words
from training.pages.fitting import fit

FOLDS = 5
HEAD, TAIL = 8, 6
"""Words by which a paragraph counts as taken."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one page, or of many."""

    taken: float
    lost: float
    extra: float
    clean: float

    def __str__(self) -> str:
        return f"taken {self.taken:.4f}, lost {self.lost:g}, extra {self.extra:.2f}, clean {self.clean:.3f}"


def folds(pages: Sequence[Example]) -> Iterator[tuple[Example, NDArray[np.float32]]]:
    """Each page with the chances from a forest that saw no page of its publisher."""
    for fold in range(FOLDS):
        unseen = [page for page in pages if _fold(page) == fold]
        trees = forest(fit([page for page in pages if _fold(page) != fold]))
        yield from ((page, trees.probabilities(page.features)) for page in unseen)


def _fold(page: Example) -> int:
    return crc32(page.publisher.encode()) % FOLDS


def together(pages: Iterable[Figures]) -> Figures:
    """The means; of lost pages the number."""
    each = list(pages)
    taken, extra, clean = (
        fmean(getattr(page, name) for page in each) for name in ("taken", "extra", "clean")
    )
    return Figures(taken, sum(page.lost for page in each), extra, clean)


def figures(page: Example, chances: NDArray[np.float32], threshold: float) -> Figures:
    texts = chosen(page, chances, threshold)
    flat = " ".join(words("\n".join(texts)))
    told = [told.split() for told in page.truth.paragraphs]
    hits = [" ".join(told[:HEAD]) in flat and " ".join(told[-TAIL:]) in flat for told in told]
    taken = sum(hits) / max(1, len(hits))
    extra = len(extras(page, texts))
    return Figures(taken, float(taken < 0.5), extra, float(not extra))


def chosen(page: Example, chances: NDArray[np.float32], threshold: float) -> list[str]:
    """The texts that would be kept and not cleaned away."""
    kept = choose(page.blocks, chances, page.clues, threshold)
    texts = dict.fromkeys(page.blocks[at].text for at in kept)
    return [text for text in texts if not is_boilerplate(text) and not is_same(text, page.clues.title)]


def extras(page: Example, texts: Iterable[str]) -> list[str]:
    found = ((text, words(text)) for text in texts)
    return [
        text
        for text, said in found
        if len(said) >= FEWEST_WORDS and " ".join(said[:FIRST]) not in page.truth.known
    ]
