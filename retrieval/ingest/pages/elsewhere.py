"""Blocks of other texts on a page: other articles, embedded posts, dialogs, teasers, readers' comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from retrieval.ingest.pages.blocks import HEADINGS, Block, Node

TEASER_BLOCKS = 4
"""A teaser is a linked headline and few blocks more."""
NEAR = 6
"""Elements looked at around a block."""
LINK = 25
"""Letters from which a paragraph that is all link is another story's title."""
SOME_PROSE = 200
"""Letters of an article that has comments below."""
OWNS = 0.3
"""An element that holds a greater share of the page's prose is no neighbour of the article."""

# The names that the scripts of these networks look for on every site that embeds them.
_POST = re.compile(r"\b(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed)\b")
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:reader-?|user-?)?comments?(?:$|[\s_-])")
_DIALOG = re.compile(
    r"(?:^|[\s_-])(?:dialog|alertdialog|modal|consent)(?:$|[\s_-])|cookie-?(?:banner|notice|consent)"
)


def elsewhere(blocks: Sequence[Block], headline: int) -> set[int]:
    """The blocks of other texts; `headline` is the index of the article's, or -1."""
    prose = list(accumulate((block.letters if block.is_prose else 0 for block in blocks), initial=0))
    total = max(1, prose[-1])
    around = list(blocks[headline].node.chain()) if headline >= 0 else []
    own = next((node for node in around if node.tag == "article"), None)
    return {
        at
        for at, block in enumerate(blocks)
        if _is_foreign(block.node, own, around)
        or _is_set_apart(block.node, total)
        or is_teaser(blocks, at)
        or _is_comment(block.node, headline, prose)
        or (block.letters > LINK and block.linked >= 0.9 * block.letters and block.node.tag == "p")
    }


def is_teaser(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block stands under a linked headline in one of several such elements side by side."""
    for level, node in enumerate(blocks[at].node.chain()):
        if level > NEAR or node.end - node.first > TEASER_BLOCKS:
            return False
        if node.twins > 1 and node.first < at and _is_linked_headline(blocks[node.first]):
            return any(_is_linked_headline(blocks[first]) for first in _beside(blocks, node))
    return False


def _beside(blocks: Sequence[Block], node: Node) -> list[int]:
    """First blocks just before and behind an element, where they stand in the element around it."""
    return [
        first
        for first in (node.end, *range(max(0, node.first - TEASER_BLOCKS), node.first))
        if first < len(blocks) and node.parent in blocks[first].node.chain()
    ]


def _is_linked_headline(block: Block) -> bool:
    return block.node.tag in HEADINGS and block.linked >= 0.8 * block.letters


def _is_foreign(node: Node, own: Node | None, around: Sequence[Node]) -> bool:
    """Whether it stands in an `<article>` that the headline's neither holds nor is held by."""
    if own is None:
        return False
    its = next((above for above in node.chain() if above.tag == "article"), None)
    return its is not None and its not in around and own not in its.chain()


def _is_comment(node: Node, headline: int, prose: Sequence[int]) -> bool:
    """Whether it stands in an element of comments, with some prose between that and the headline."""
    return any(
        _COMMENTS.search(above.names) and prose[above.first] - prose[headline] >= SOME_PROSE
        for above in node.chain()
        if 0 <= headline < above.first
    )


def _is_set_apart(node: Node, total: int) -> bool:
    """Whether an element near around it is a post of a network or a dialog."""
    for level, above in enumerate(node.chain()):
        if level > NEAR or above.prose > OWNS * total:
            return False
        if _POST.search(above.names) or above.tag == "dialog" or _DIALOG.search(above.names):
            return True
    return False
