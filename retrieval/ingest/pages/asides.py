"""Lines inside an article that are not its text: credited captions, bylines, pointers and labelled links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retrieval.ingest.pages.blocks import HEADINGS, Block, ends_sentence

LONGEST_CAPTION = 400
LONGEST_BYLINE = 120
"""Letters."""
LONGEST_LEAD = 120
FEWEST_LABELLED = 3
"""Lines that one label opens."""

_CREDITED = re.compile(
    r"(?:\b(?:foto|photo|bild|image|picture|cr[ée]dit|quelle|grafik)s?\s?:|©|\(c\))\s?[^.!?]{2,60}$", re.I
)
_POINTER = re.compile(r"\s*(?:>>|»\s|→|►|➔|▶)")
_LABEL = re.compile(r"([^|:]{8,40})\s?[|:]\s")


def without_asides(blocks: Sequence[Block], kept: Sequence[int], authors: Sequence[str]) -> list[int]:
    """Return the kept blocks that are the article's; the others are told by their form in any language."""
    labels = Counter(label for at in kept if (label := _label(blocks[at])))
    own = [at for at in kept if not _is_aside(blocks[at], labels, authors)]
    taken = set(own)
    return [at for at in own if at + 1 in taken or not _leads(blocks[at])]


def _leads(block: Block) -> bool:
    """Whether it is a short line in bold that leads to what follows."""
    bold = block.strong >= 0.9 * block.letters
    return bold and block.letters < LONGEST_LEAD and block.text.endswith(":")


def _is_aside(block: Block, labels: Counter[str], authors: Sequence[str]) -> bool:
    if block.row or block.node.tag in HEADINGS:
        return False
    credited = block.letters < LONGEST_CAPTION and _CREDITED.search(block.text)
    return bool(
        credited
        or _POINTER.match(block.text)
        or labels[_label(block)] >= FEWEST_LABELLED
        or _is_byline(block, authors)
    )


def _label(block: Block) -> str:
    """The label in front of a line that is no sentence."""
    found = None if ends_sentence(block.text) else _LABEL.match(block.text)
    return found[1].strip() if found else ""


def _is_byline(block: Block, authors: Sequence[str]) -> bool:
    """Whether an author is named in a short line that is no sentence."""
    return (
        block.letters < LONGEST_BYLINE
        and not ends_sentence(block.text)
        and any(len(name) > 5 and name in block.text for name in authors)
    )
