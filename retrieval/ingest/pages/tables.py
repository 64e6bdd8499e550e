"""Tables: a row with the names of its columns, so that it is true when it is read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from retrieval.ingest.pages.blocks import Block, Node, letters_of

MOST_CELL = 160
"""Letters; a cell that says more is a paragraph, and its table a layout."""
MOST_ROWS = 400

_NUMBER = re.compile(r"^[^\w]*[\d.,:%–—/+-]+\s?(?:%|[^\W\d_]{0,5})\W*$")


def with_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of each data table replaced by a block a row; a layout table stays as it is."""
    made: list[Block] = []
    places: list[int] = []
    at = 0
    while at < len(blocks):
        table = _outermost(blocks[at])
        end = table.end if table is not None else at + 1
        rows = _rows(table, blocks[at:end]) if table is not None else None
        places += [len(made)] * (end - at) if rows else range(len(made), len(made) + end - at)
        made.extend(rows if rows else blocks[at:end])
        at = end
    if len(made) != len(blocks):
        _renumber(blocks, [*places, len(made)])
    return made


def _renumber(blocks: Sequence[Block], places: Sequence[int]) -> None:
    """Tell every element where its blocks stand now."""
    seen = set[int]()
    for block in blocks:
        for node in takewhile(lambda node: id(node) not in seen, block.node.chain()):
            seen.add(id(node))
            node.first, node.end = places[node.first], places[node.end]


def _outermost(block: Block) -> Node | None:
    return next((node for node in reversed(list(block.node.chain())) if node.tag == "table"), None)


def _rows(table: Node, blocks: Sequence[Block]) -> list[Block] | None:
    """A block for each row of a data table; None for a table that only lays out."""
    grid = _grid(table)
    if grid is None:
        return None
    header, body = grid
    made = [
        Block(text, blocks[0].node, letters_of(text), 0, 0, row=True)
        for row in body
        if (text := row_in_words(header, row))
    ]
    caption = [block for block in blocks if block.node.tag == "caption"]
    return caption + made


def _grid(table: Node) -> tuple[list[str], list[list[str]]] | None:
    rows = [row for row in table.element.iter("tr")]
    if (
        len(rows) < 2
        or len(rows) > MOST_ROWS
        or next(table.element.iterdescendants("table"), None) is not None
    ):
        return None
    cells = [
        [(cell.tag, " ".join(cell.text_content().split())) for cell in row.iterchildren("td", "th")]
        for row in rows
    ]
    cells = [row for row in cells if any(text for _, text in row)]
    width = max(map(len, cells), default=0)
    if len(cells) < 2 or width < 2 or any(len(text) > MOST_CELL for row in cells for _, text in row):
        return None
    if sum(len(row) == width for row in cells) < 0.7 * len(cells):
        return None
    first = cells[0]
    heads = all(tag == "th" for tag, _ in first)
    if not heads and not (
        _is_header([text for _, text in first], [[text for _, text in row] for row in cells[1:]])
    ):
        return None
    return [text for _, text in first], [[text for _, text in row] for row in cells[1:]]


def _is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: words above numbers."""
    if any(_NUMBER.match(text) for text in first[1:]):
        return False
    numbers = sum(bool(_NUMBER.match(text)) for row in rest for text in row[1:])
    return numbers >= 0.5 * sum(max(0, len(row) - 1) for row in rest) > 0


def row_in_words(header: Sequence[str], row: Sequence[str]) -> str:
    """ "District Eastmoor: Green Alliance 29.5 %; Civic Party 45.1 %."""
    if len(row) != len(header):
        return "; ".join(filter(None, row))
    subject = f"{header[0]} {row[0]}".strip()
    said = "; ".join(
        f"{name} {value}".strip() for name, value in zip(header[1:], row[1:], strict=True) if value
    )
    return f"{subject}: {said}" if said else ""
