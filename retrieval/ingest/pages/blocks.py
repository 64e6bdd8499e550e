"""A page as a run of blocks: its paragraphs, headings, items and labels, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_BLOCK_TAGS = """
    address article aside blockquote body button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav
    ol p pre section
    summary table tbody td tfoot th thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_TAGS.split())
NEVER_TEXT = frozenset(
    """
    script style template noscript head iframe object embed svg math select datalist textarea audio video
    canvas map picture img input meta link source track
    """.split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROSE_LETTERS = 60
"""A block of as many letters that is no link and ends like a sentence is prose."""

_WIDE = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ENDS = re.compile(r"[.!?…:;,。！？।։؟۔]['\"”’»“›)\]」』]*$")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(50", re.I
)
_FOR_READERS_ALOUD = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|a11y-hidden)(?:$|[\s_-])", re.I
)
_INLINE = frozenset(("span", "i", "b", "em", "strong", "small", "a", "abbr", "mark", "u"))
_NAMES = (
    "class",
    "id",
    "role",
    "data-testid",
    "data-component",
    "data-component-name",
    "data-type",
    "itemprop",
)


@dataclass(slots=True, eq=False)
class Node:
    """An element that holds blocks, with what its blocks sum up to."""

    tag: str
    names: str
    """Its class, id, role and test names, lower case."""
    parent: Node | None
    depth: int
    element: HtmlElement
    hidden: bool = False
    first: int = 0
    """Index of its first block."""
    end: int = 0
    """Index behind its last block."""
    letters: int = 0
    linked: int = 0
    prose: int = 0
    twins: int = 1
    """How many of its siblings, itself included, have its tag and class."""
    children: dict[str, int] = field(default_factory=dict)

    def chain(self) -> Iterator[Node]:
        """Itself and what it stands in, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def kind(self) -> str:
        return f"{self.tag}.{self.element.get('class') or ''}"


@dataclass(slots=True, eq=False)
class Block:
    """A text between the edges of block elements."""

    text: str
    node: Node
    letters: int
    """Characters, those of scripts without spaces counted threefold."""
    linked: int
    """Letters of it that stand in links."""
    strong: int
    """Letters of it in bold or italics."""
    row: bool = False
    """Whether it is a row of a data table, told with its header."""

    @property
    def is_prose(self) -> bool:
        return self.letters >= PROSE_LETTERS and 2 * self.linked < self.letters and ends_sentence(self.text)


def ends_sentence(text: str) -> bool:
    return bool(_ENDS.search(text[-6:]))


def letters_of(text: str) -> int:
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def page_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of a parsed page in its order."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        walk.take(event, element)
    walk.flush()
    for block in walk.blocks:
        prose = block.letters if block.is_prose else 0
        for node in block.node.chain():
            node.letters += block.letters
            node.linked += block.linked
            node.prose += prose
    for node in walk.nodes:
        if node.parent is not None:
            node.twins = node.parent.children[node.kind]
    return walk.blocks


class _Walk:
    """The state of one walk through a page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = []
        self._node: Node | None = None
        self._words: list[str] = []
        self._linked = self._strong = 0
        self._in_link = self._in_strong = 0
        self._skipping: HtmlElement | None = None

    def take(self, event: str, element: HtmlElement) -> None:
        tag = element.tag
        if event == "start":
            if self._skipping is None:
                self._start(tag, element)
        elif event == "end":
            if self._skipping is None:
                self._end(tag)
            elif self._skipping is element:
                self._skipping = None
            if self._skipping is None:
                self._say(element.tail)
        elif self._skipping is None:  # a comment or an instruction: what follows it is text
            self._say(element.tail)

    def _start(self, tag: str, element: HtmlElement) -> None:
        if tag in NEVER_TEXT or (tag in _INLINE and _is_unseen(element)):
            self._skipping = element
            return
        if tag in BLOCK_TAGS:
            self.flush()
            self._enter(tag, element)
        elif tag == "a":
            self._in_link += 1
        elif tag in ("b", "strong", "em", "i"):
            self._in_strong += 1
        elif tag == "br":
            self._break()
        self._say(element.text)

    def _enter(self, tag: str, element: HtmlElement) -> None:
        parent = self._node
        get = element.get
        names = " ".join(value for name in _NAMES if (value := get(name))).lower()
        hidden = (parent is not None and parent.hidden) or _is_hidden(element)
        node = Node(
            tag, names, parent, 0 if parent is None else parent.depth + 1, element, hidden, len(self.blocks)
        )
        if parent is not None:
            kind = node.kind
            parent.children[kind] = parent.children.get(kind, 0) + 1
        self.nodes.append(node)
        self._node = node

    def _end(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
            if self._node is not None:
                self._node.end = len(self.blocks)
                self._node = self._node.parent
        elif tag == "a":
            self._in_link -= 1
        elif tag in ("b", "strong", "em", "i"):
            self._in_strong -= 1

    def _break(self) -> None:
        """End a paragraph at a line break behind a sentence, a line in bold or another line break."""
        said = "".join(self._words).rstrip()
        bold = said and self._strong >= 0.9 * letters_of(said) and self._linked == 0
        if ends_sentence(said) or bold or (self._words and self._words[-1] == "\n"):
            self.flush()
        else:
            self._words.append("\n")

    def _say(self, text: str | None) -> None:
        if text and (self._words or not text.isspace()):
            if text.isspace() and self._words[-1] == "\n":
                return
            self._words.append(text)
            if self._in_link > 0:
                self._linked += letters_of(text.strip())
            if self._in_strong > 0:
                self._strong += letters_of(text.strip())

    def flush(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and self._node is not None:
            letters = letters_of(text)
            self.blocks.append(
                Block(text, self._node, letters, min(self._linked, letters), min(self._strong, letters))
            )
        self._words.clear()
        self._linked = self._strong = 0


def _is_unseen(element: HtmlElement) -> bool:
    """Whether words in a line are for no eye: their look is switched off, or they are for screen readers."""
    style, names = element.get("style"), element.get("class")
    return bool((style and _UNSEEN.search(style)) or (names and _FOR_READERS_ALOUD.search(names)))


def _is_hidden(element: HtmlElement) -> bool:
    get = element.get
    style = get("style")
    return get("hidden") is not None or get("aria-hidden") == "true" or bool(style and _HIDDEN.search(style))
