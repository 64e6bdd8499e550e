"""A page's own words: which of its blocks are the article's."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.ingest.pages.asides import without_asides
from retrieval.ingest.pages.blocks import HEADINGS, Block, Node, ends_sentence
from retrieval.ingest.pages.clues import Clues
from retrieval.ingest.pages.elsewhere import elsewhere
from retrieval.ingest.pages.features import features, find_headline
from retrieval.ingest.pages.forest import Forest, forest

TYPICAL = 0.9
"""Where an article's own blocks come to less, the whole page is read with less confidence."""
LOW = 0.4
"""Share of the bar that is enough among siblings as sure as SURE."""
SURE = 0.7
UNLIKELY = 0.1
"""Chance below which a short paragraph is none of the article's, though it follows one."""
UNDER = 4
"""Blocks within which a heading's first paragraph follows."""
REPEATED = 3
"""A text said as often in one page is no part of its article."""

_ROWS = frozenset(("ul", "ol", "dl", "li", "dd", "dt", "table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_WORD = re.compile(r"\w+")
WEIGHTS = Path(__file__).with_name("body_model.json")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks that are the article's in their order, and the chance of every block."""

    kept: tuple[int, ...]
    chances: tuple[float, ...]


@cache
def _model() -> tuple[Forest, float]:
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return forest(data["forest"]), float(data["threshold"])


def article_body(blocks: Sequence[Block], clues: Clues) -> Body:
    """Judge every block; none is kept of a page without words."""
    if not blocks:
        return Body((), ())
    trees, threshold = _model()
    chances = trees.probabilities(features(blocks, clues))
    return Body(tuple(choose(blocks, chances, clues, threshold)), tuple(float(chance) for chance in chances))


def choose(
    blocks: Sequence[Block], chances: NDArray[np.float32], clues: Clues, threshold: float
) -> list[int]:
    """The blocks to keep: those likely enough for their page, and those among sure siblings."""
    letters = np.array([block.letters for block in blocks], dtype=np.float64)
    bar = threshold * min(1.0, _typical(chances, letters) / TYPICAL)
    sure = _siblings(blocks, chances, letters)
    titles = [key for text in (clues.title, *clues.titles) if (key := _key(text))]
    other = elsewhere(blocks, find_headline(blocks, clues.title))
    likely = [
        at
        for at, block in enumerate(blocks)
        if (chances[at] > bar or (chances[at] > LOW * bar and sure[at] > SURE))
        and at not in other
        and block.node.tag != "h1"
        and any(character.isalnum() for character in block.text)
        and not _is_headline(_key(block.text), titles)
    ]
    kept = _without_labels(blocks, _filled(blocks, likely, chances))
    return _without_refrains(blocks, without_asides(blocks, kept, clues.authors))


def _filled(blocks: Sequence[Block], kept: Sequence[int], chances: NDArray[np.float32]) -> list[int]:
    """Add rows of tables between kept paragraphs, and short paragraphs behind them, in the same element."""
    taken = set(kept)
    spans: dict[int, list[int]] = {}
    for at in kept:
        if blocks[at].is_prose:
            spans.setdefault(id(_container(blocks[at])), []).append(at)
    for at, block in enumerate(blocks):
        span = spans.get(id(_container(block)))
        if span is None or at in taken or block.linked or block.node.hidden:
            continue
        between = span[0] < at < span[-1]
        follows = at - 1 in taken and block.node.tag == "p" and ends_sentence(block.text)
        if (between and block.row) or (follows and chances[at] > UNLIKELY):
            taken.add(at)
    return sorted(taken)


def _without_labels(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Without headings that nothing kept stands under: they head what was left out."""
    left: list[int] = []
    following = len(blocks) + UNDER
    for at in reversed(kept):
        if blocks[at].node.tag in HEADINGS and following - at > UNDER:
            continue
        left.append(at)
        following = at
    return left[::-1]


def _container(block: Block) -> Node:
    """The element around a paragraph, around the list of an item and around the table of a row."""
    node = block.node
    while node.tag in _ROWS and node.parent is not None:
        node = node.parent
    if node is block.node and node.parent is not None:
        node = node.parent
    return node


def _without_refrains(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Without what is said again and again, unless that is most of the page."""
    often = Counter(block.text for block in blocks)
    rest = [at for at in kept if often[blocks[at].text] < REPEATED]
    words, left = (sum(blocks[at].letters for at in some) for some in (kept, rest))
    return rest if 2 * left > words else list(kept)


def _typical(chances: NDArray[np.float32], letters: NDArray[np.float64]) -> float:
    """The mean chance of the likeliest blocks that make up a short article."""
    order = np.argsort(-chances)
    within = np.cumsum(letters[order]) <= 1500
    best = order[within] if within.any() else order[:1]
    return float(np.average(chances[best], weights=letters[best]))


def _siblings(
    blocks: Sequence[Block], chances: NDArray[np.float32], letters: NDArray[np.float64]
) -> list[float]:
    """For each block the mean chance of what else stands in the element around it, by letters."""
    sums: dict[int, list[float]] = {}
    keys = [id(block.node.parent) for block in blocks]
    for key, chance, length in zip(keys, chances, letters, strict=True):
        total = sums.setdefault(key, [0.0, 0.0])
        total[0] += chance * length
        total[1] += length
    means = []
    for key, chance, length in zip(keys, chances, letters, strict=True):
        total = sums[key]
        means.append((total[0] - chance * length) / (total[1] - length) if total[1] > length else 0.0)
    return means


def _is_headline(key: str, titles: Sequence[str]) -> bool:
    """A wording of the title, alone or with the label above it."""
    return any(key == title or (title in key and len(key) < 1.6 * len(title)) for title in titles)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
