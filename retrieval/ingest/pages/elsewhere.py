"""Blocks of other texts on a page: other articles, embedded posts, dialogs, teasers, readers' comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile

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
    around = list(blocks[headline].node.chain()) if headline >= 0 else []
    own = next((node for node in around if node.tag == "article"), None)
    apart: dict[int, bool] = {}
    for block in blocks:
        unknown = list(takewhile(lambda node: id(node) not in apart, block.node.chain()))
        for node in reversed(unknown):
            apart[id(node)] = (
                (node.parent is not None and apart[id(node.parent)])
                or _is_foreign(node, own, around)
                or _is_post_or_dialog(node, prose[-1])
                or _is_of_comments(node, headline, prose)
            )
    return {
        at
        for at, block in enumerate(blocks)
        if apart[id(block.node)] or _is_link(block) or is_teaser(blocks, at)
    }


def _is_link(block: Block) -> bool:
    return block.node.tag == "p" and block.letters > LINK and block.linked >= 0.9 * block.letters


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
    """Whether it is an `<article>` that the headline's neither holds nor is held by."""
    return node.tag == "article" and own is not None and node not in around and own not in node.chain()


def _is_of_comments(node: Node, headline: int, prose: Sequence[int]) -> bool:
    """Whether it is an element of comments, with some prose between it and the headline."""
    return bool(
        0 <= headline < node.first
        and prose[node.first] - prose[headline] >= SOME_PROSE
        and _COMMENTS.search(node.names)
    )


def _is_post_or_dialog(node: Node, total: int) -> bool:
    """Whether it is a post of a network or a dialog, and not most of the page."""
    return node.prose <= OWNS * total and bool(
        node.tag == "dialog" or (node.names and (_POST.search(node.names) or _DIALOG.search(node.names)))
    )
