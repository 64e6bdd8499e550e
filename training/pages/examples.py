"""Pages with their truth, as blocks, features and labels."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.ingest.pages.blocks import Block, page_blocks
from retrieval.ingest.pages.clues import Clues
from retrieval.ingest.pages.declared import declared
from retrieval.ingest.pages.features import features
from retrieval.ingest.pages.reading import page_clues, parsed
from retrieval.ingest.pages.tables import with_rows
from retrieval.ingest.pages.title import page_titles

FEWEST_WORDS = 5
"""A paragraph of fewer words is not counted; a block of fewer is judged as a whole."""
FIRST, LAST = 6, 4
"""Words by which a block is found in the truth."""
SHORT = 40
"""Letters below which a block is the article's only if a heading or a paragraph says just that."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page published, in words that can be compared."""

    paragraphs: tuple[str, ...]
    whole: tuple[str, ...]
    """Headings, summaries and paragraphs, each as its words."""
    known: str
    """All of its words."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page with a label a block: 1 for the article's."""

    page: str
    publisher: str
    blocks: tuple[Block, ...]
    clues: Clues
    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    truth: Truth

    @property
    def weights(self) -> NDArray[np.float64]:
        """Long blocks count more."""
        letters = np.array([block.letters for block in self.blocks], dtype=np.float64)
        return np.clip(np.log1p(letters) / 4, 0.3, 2)


def examples(folder: Path) -> Iterator[Example]:
    """The pages of a folder: NAME.html.gz, and a line each in truth.jsonl."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        noted = json.loads(line)
        packed = (folder / f"{noted['page']}.html.gz").read_bytes()
        page = gzip.decompress(packed).decode("utf-8", "replace")
        if made := example(noted["page"], page, truth_of(noted)):
            yield made


def example(name: str, page: str, truth: Truth) -> Example | None:
    root = parsed(page)
    blocks = with_rows(page_blocks(root)) if root is not None else []
    if not blocks:
        return None
    said = declared(root)
    clues = page_clues(root, said, page_titles(root, said))
    labels = np.array([int(_is_told(block, truth)) for block in blocks], dtype=np.int64)
    publisher = re.sub(r"_20\d\d_.*", "", name)
    return Example(name, publisher, tuple(blocks), clues, features(blocks, clues), labels, truth)


def truth_of(noted: Mapping[str, Any]) -> Truth:
    paragraphs: Sequence[str] = noted["paragraphs"]
    told = [*paragraphs, *noted["headings"], *noted["summary"]]
    return Truth(
        tuple(" ".join(found) for text in paragraphs if len(found := words(text)) >= FEWEST_WORDS),
        tuple(" ".join(words(text)) for text in told),
        " ".join(words(" ".join([noted["title"] or "", *told]))),
    )


def _is_told(block: Block, truth: Truth) -> bool:
    said = words(block.text)
    joined = " ".join(said)
    if len(said) >= FEWEST_WORDS:
        return " ".join(said[:FIRST]) in truth.known and " ".join(said[-LAST:]) in truth.known
    if block.letters > SHORT:
        return joined in truth.known
    within = bool(said) and any(joined in told for told in truth.paragraphs if len(joined) > 12)
    return joined in truth.whole or within


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
