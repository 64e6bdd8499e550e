"""Live blogs: one page, many dated updates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.ingest.pages.blocks import HEADINGS, Block, Node
from retrieval.ingest.pages.declared import Declared, plain
from retrieval.text.dates import published_or_nothing
from retrieval.values import Part

FEWEST = 3
"""Updates; a page with fewer is an article."""
SHARE = 0.5
"""Of the article's words that must stand in updates."""

_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[:.h][0-5]\d\b.{0,40}$")


def updates(
    blocks: Sequence[Block], kept: Sequence[int], said: Declared
) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    """The updates of a live blog and the blocks that stand in them; nothing for another page."""
    entries = _entries(blocks, kept)
    if len(entries) < FEWEST:
        return _declared(said), ()
    declared = {part.heading: part.published for part in _declared(said)}
    parts, inside = [], list[int]()
    for node in entries:
        at = [index for index in range(node.first, node.end) if _is_words(blocks[index], index, kept)]
        headings = [blocks[index].text for index in at if blocks[index].node.tag in HEADINGS]
        heading = headings[0] if headings else ""
        text = "\n\n".join(blocks[index].text for index in at if blocks[index].text != heading)
        if text:
            parts.append(Part(text, heading, _time_of(node) or declared.get(heading, "")))
            inside += at
    return tuple(parts), tuple(inside)


def _is_words(block: Block, index: int, kept: Sequence[int]) -> bool:
    return index in kept or (block.node.tag in HEADINGS and not _CLOCK.match(block.text))


def _entries(blocks: Sequence[Block], kept: Sequence[int]) -> list[Node]:
    """Elements of one kind, side by side, each with a time of its own, which hold most of what is kept."""
    total = sum(blocks[at].letters for at in kept)
    families: dict[tuple[int, str], dict[int, Node]] = defaultdict(dict)
    held: dict[tuple[int, str], int] = defaultdict(int)
    for at in kept:
        for node in blocks[at].node.chain():
            if node.twins >= FEWEST and node.parent is not None:
                family = (id(node.parent), node.kind)
                families[family][id(node)] = node
                held[family] += blocks[at].letters
    best: list[Node] = []
    for family, members in families.items():
        timed = [node for node in members.values() if _time_of(node) or _clock_of(node, blocks)]
        if (
            len(timed) >= max(FEWEST, 0.6 * len(members))
            and held[family] >= SHARE * total
            and len(timed) > len(best)
        ):
            best = list(members.values())
    return sorted(best, key=lambda node: node.first)


def _time_of(node: Node) -> str:
    for element in node.element.iter("time"):
        if moment := published_or_nothing(element.get("datetime") or ""):
            return moment
    return ""


def _clock_of(node: Node, blocks: Sequence[Block]) -> bool:
    return any(
        _CLOCK.match(block.text) and block.letters < 40 for block in blocks[node.first : node.first + 3]
    )


def _declared(said: Declared) -> tuple[Part, ...]:
    """The updates that JSON-LD tells of; fewer words than the page, so only where the page shows none."""
    listed: list[object] = next(
        (thing["liveBlogUpdate"] for thing in said.things if isinstance(thing.get("liveBlogUpdate"), list)),
        [],
    )
    parts = [_part(update) for update in listed if isinstance(update, Mapping)]
    return tuple(part for part in parts if part.text)


def _part(update: Mapping[str, Any]) -> Part:
    return Part(
        plain(update.get("articleBody")),
        plain(update.get("headline")),
        published_or_nothing(plain(update.get("datePublished"))),
    )
