"""What stands around a block, in numbers: its heading, who is named in it, where the declared body ends."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.ingest.pages.blocks import HEADINGS, Block
from retrieval.ingest.pages.clues import Clues
from retrieval.ingest.pages.elsewhere import is_teaser

FARTHEST = 20
"""Blocks beyond which a heading is no nearer."""
HEAD = 60
"""Letters by which a block is found in the declared body."""

_WORD = re.compile(r"\w+")


def surroundings(blocks: Sequence[Block], clues: Clues) -> NDArray[np.float32]:
    """A row of numbers a block."""
    rows = zip(_under_headings(blocks), _named(blocks, clues), _declared(blocks, clues), strict=True)
    return np.array([[*above, *names, *body] for above, names, body in rows], dtype=np.float32)


def _under_headings(blocks: Sequence[Block]) -> list[list[float]]:
    """How far the last heading is, what it is, and whether both stand in one element."""
    rows: list[list[float]] = []
    last = -1
    for at, block in enumerate(blocks):
        if last < 0:
            rows.append([FARTHEST, 0.0, 0.0, 0.0, 0.0])
        else:
            head = blocks[last]
            together = head.node.parent in (block.node.parent, block.node.parent and block.node.parent.parent)
            rows.append(
                [
                    min(FARTHEST, at - last),
                    head.linked / max(1, head.letters),
                    math.log1p(head.letters),
                    float(together),
                    float(is_teaser(blocks, at)),
                ]
            )
        if block.node.tag in HEADINGS:
            last = at
    return rows


def _named(blocks: Sequence[Block], clues: Clues) -> list[list[float]]:
    """Whether the outlet is named, and an author; how much of the block that is."""
    site, authors = _squeezed(clues.site), [key for name in clues.authors if len(key := _squeezed(name)) > 5]
    rows = []
    for block in blocks:
        said = _squeezed(block.text) if block.letters < 600 else ""
        held = max((len(name) for name in authors if name in said), default=0)
        rows.append(
            [
                float(len(site) > 2 and site in said),
                held / max(1, len(said)),
                float(any(said.startswith(name) for name in authors)),
            ]
        )
    return rows


def _declared(blocks: Sequence[Block], clues: Clues) -> list[list[float]]:
    """Before, within or behind the blocks of the declared body, and how much of the page those are."""
    body = _squeezed(clues.body)
    heads = [_squeezed(block.text)[:HEAD] if block.is_prose else "" for block in blocks]
    held = [at for at, head in enumerate(heads) if body and len(head) > 20 and head in body]
    if not held:
        return [[-1.0, -1.0]] * len(blocks)
    share = len(held) / sum(map(bool, heads))
    return [[(at >= held[0]) + float(at > held[-1]), share] for at in range(len(blocks))]


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))
