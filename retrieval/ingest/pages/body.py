"""A page's own words: which of its blocks are the article's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from retrieval.ingest.pages.blocks import Block
from retrieval.ingest.pages.features import Clues, features
from retrieval.ingest.pages.forest import Forest, forest

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
    kept = np.flatnonzero(chances > threshold)
    return Body(tuple(int(at) for at in kept), tuple(float(chance) for chance in chances))
