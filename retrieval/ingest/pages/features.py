"""What tells a block of an article from the rest of its page, in numbers: structure first, words last."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.ingest.pages.blocks import HEADINGS, Block, Node, ends_sentence
from retrieval.ingest.pages.clues import Clues
from retrieval.ingest.pages.surroundings import surroundings

LEVELS = 5
"""Elements looked at around a block, innermost first."""
NEARBY = 3
"""Blocks looked at before and after a block."""
OWNS = 0.3
"""An element that holds a greater share of the page's prose is not judged by its name."""

# Words in the names of elements, by what they are mostly used for. No name decides anything alone.
_NAME_WORDS = {
    "related": """
        relat recommend teaser promo more- more_ most popular trend readmore read-more also latest
        next further
        linklist weitere mehr similar outbrain taboola card recirc carousel slider playlist topic tag
    """,
    "people": """
        comment discuss disqus forum author byline bio contributor profile writer reporter journalist autor
    """,
    "furniture": """
        share social sharing tool button nav menu breadcrumb footer header sidebar side- aside rail
        banner cookie
        consent modal popup overlay dialog toast search login copyright legal disclaimer sr-only
        visually hidden
        print skip
    """,
    "selling": """
        newsletter subscri paywall premium signup sign-up register offer advert sponsor commerc shop abo donat
        support follow app- campaign product deal ads ad- -ad
    """,
    "media": """
        caption credit figure image photo picture gallery video media embed audio player bild foto quote tweet
    """,
    "about": """
        meta date time info label kicker eyebrow category rubric section- headline title ticker
        summary fact box
        widget table list
    """,
    "body": "article story content body text post entry paragraph prose copy artikel absatz",
    "lead": """
        lead lede intro standfirst subtitle subhead sub-head deck dek description excerpt abstract
        vorspann chapo
        perex
    """,
}
_KINDS = tuple(tuple(words.split()) for words in _NAME_WORDS.values())
_TAGS = "p div li h1 h2 h3 h4 figcaption blockquote td button section dd span".split()
_AROUND = "article main aside nav header footer figure form li table blockquote section dialog".split()
# Words of offers, credits and links to other stories in the languages of most pages. A clue, never a verdict.
PROMOTION_WORDS = """
    newsletter|subscri|sign up|follow us|download|whatsapp|podcast|for more|read more|click|abonnier|abonnent
    anmeld|lesen sie|mehr zum thema|mehr artikel|hier finden|jetzt|registrier|abonne|inscri|lire aussi|à lire
    suscr|lee también|leer más|boletín|iscriviti|leggi anche|abonneer|lees ook|lees meer|nyhetsbrev|les også
    läs också|čtěte|czytaj|assine|leia|cookie|privacy|privatsphäre|datenschutz|donat|spende|unterstütz
    membership
    mitglied
"""
CREDIT_WORDS = """
    photo|foto|image:|bild:|getty|reuters/|/ap|afp|dpa|©|contributed to|reporting by|editing by|redaktion
    übersetz
    translation|copyright|all rights reserved|with agency|mit material
"""
_PROMOTION, _CREDIT = (
    tuple(word.strip() for word in re.split(r"[|\n]", words) if word.strip())
    for words in (PROMOTION_WORDS, CREDIT_WORDS)
)
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d")
_UPPER = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_SIGNS = re.compile(r"©|®|@|https?:|www\.|\||»|›|→|►|▶|•")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\b(?:ago|vor|il y a|hace|fa)\b", re.I)


def features(blocks: Sequence[Block], clues: Clues) -> NDArray[np.float32]:
    """A row of numbers a block."""
    if not blocks:
        return np.zeros((0, 1), dtype=np.float32)
    page = _Page(blocks, clues)
    own = np.array([page.row(index) for index in range(len(blocks))], dtype=np.float32)
    return np.hstack([own, _nearby(own[:, :6], NEARBY), surroundings(blocks, clues)])


def find_headline(blocks: Sequence[Block], title: str) -> int:
    """The block that says the title, a heading first; -1 where none does."""
    wanted = set(_long_words(title))
    best, best_score = -1, 0.5
    for index, block in enumerate(blocks if wanted else ()):
        heading = block.node.tag in HEADINGS
        words = set(_long_words(block.text)) if heading or block.letters < 200 else set()
        if words:
            score = len(words & wanted) / len(words | wanted)
            score += 0.3 * (block.node.tag == "h1") + 0.05 * heading
            if score > best_score + 1e-9:
                best, best_score = index, score
    return best


def _nearby(columns: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The same columns of the blocks before and after; -1 beyond the page."""
    count, width = columns.shape
    padded = np.full((count + 2 * reach, width), -1, dtype=np.float32)
    padded[reach : reach + count] = columns
    shifts = [padded[reach + by : reach + by + count] for by in range(-reach, reach + 1) if by]
    return np.hstack(shifts)


class _Page:
    """Sums over a page that its blocks are compared with."""

    def __init__(self, blocks: Sequence[Block], clues: Clues) -> None:
        self._blocks = blocks
        self._prose = [block.is_prose for block in blocks]
        self._total = max(
            1, sum(block.letters for block, prose in zip(blocks, self._prose, strict=True) if prose)
        )
        self._clues = clues
        self._title = set(_long_words(clues.title))
        self._lead = set(_long_words(clues.lead))
        self._squeezed = _squeezed(clues.body)
        self._variants = [key for text in (clues.title, *clues.titles) if (key := _squeezed(text))]
        self._alike: Counter[str] = Counter()
        self._often = Counter(block.text for block in blocks)
        self._said: Counter[str] = Counter()
        for block, prose in zip(blocks, self._prose, strict=True):
            if prose:
                self._alike[_signature(block.node)] += block.letters
                self._said.update(set(_long_words(block.text)))
        self._main = self._deepest(0.5)
        self._core = self._deepest(0.3)
        self._headline = find_headline(blocks, clues.title)
        named = blocks[self._headline].node if self._headline >= 0 else None
        self._holders = [
            {id(node) for node in other.chain()} if other is not None else set()
            for other in (self._main, self._core, named)
        ]
        self._article = _article(named) if named is not None else None
        self._headings_before = np.cumsum([block.node.tag == "h1" for block in blocks])
        self._at_prose = _running(self._prose)
        self._prose_before = np.cumsum(
            [block.letters if prose else 0 for block, prose in zip(blocks, self._prose, strict=True)]
        )
        self._node_rows: dict[int, list[float]] = {}
        self._kinds: dict[str, tuple[int, ...]] = {}

    def _deepest(self, share: float) -> Node | None:
        """The innermost element that holds this share of the prose."""
        best: Node | None = None
        for block, prose in zip(self._blocks, self._prose, strict=True):
            if prose:
                for node in block.node.chain():
                    if node.prose >= share * self._total:
                        if (
                            best is None
                            or node.depth > best.depth
                            or (node.depth == best.depth and node.prose > best.prose)
                        ):
                            best = node
                        break
        return best

    def row(self, index: int) -> list[float]:
        block = self._blocks[index]
        node = block.node
        if id(node) not in self._node_rows:
            self._node_rows[id(node)] = self._node_row(node)
        return [*self._text_row(block, index), *self._place_row(block, index), *self._node_rows[id(node)]]

    def _text_row(self, block: Block, index: int) -> list[float]:
        text, letters = block.text, max(1, block.letters)
        words = _long_words(text)
        said = self._said
        own = 1 if self._prose[index] else 0
        lower, squeezed = text.lower(), _squeezed(text)
        return [
            math.log1p(letters),
            block.linked / letters,
            float(self._prose[index]),
            float(ends_sentence(text)),
            float(block.node.tag in HEADINGS),
            float(block.node.tag == "p"),
            block.strong / letters,
            len(text.split()) / letters,
            len(_DIGITS.findall(text)) / letters,
            len(_UPPER.findall(text)) / letters,
            float(text[0].islower()),
            float(text[-1] == ":"),
            float(text[-1] == "…" or text.endswith("...")),
            float(text[-1] == "?"),
            float(text[0] in "\"“„«»‘'"),
            text.count(",") / letters,
            float(bool(_SIGNS.search(text))),
            float(bool(_CLOCK.search(text))),
            float(self._often[text] > 1),
            sum(word in self._title for word in words) / max(1, len(self._title)),
            sum(word in self._lead for word in words) / max(1, len(words)),
            sum(said[word] > own for word in words) / max(1, len(words)),
            _held(squeezed, self._squeezed),
            float(bool(self._squeezed)),
            float(any(key in squeezed or (len(squeezed) > 20 and squeezed in key) for key in self._variants)),
            float(sum(word in lower for word in _PROMOTION)),
            float(sum(word in lower for word in _CREDIT)),
            float(self._often[text]),
            float(text.isupper()),
        ]

    def _place_row(self, block: Block, index: int) -> list[float]:
        before, after = self._at_prose
        count = len(self._blocks)
        prose_before = self._prose_before[index] / self._total
        headline = self._headline
        return [
            index / count,
            math.log1p(index),
            min(before[index], 30),
            min(after[index], 30),
            prose_before,
            float(headline >= 0),
            float(headline >= 0 and index > headline),
            float(index == headline),
            max(-30, min(60, index - headline)) if headline >= 0 else -99,
            self._alike[_signature(block.node)] / self._total,
            min(3.0, float(self._headings_before[index])),
            math.log1p(count),
        ]

    def _node_row(self, node: Node) -> list[float]:
        chain = list(node.chain())
        around = {
            above.tag
            for above in chain
            if above.prose < 0.8 * self._total or above.tag in ("article", "main")
        }
        row = [float(node.tag == tag) for tag in _TAGS] + [float(tag in around) for tag in _AROUND]
        row += [float(node.hidden), float(node.depth)]
        for level in range(LEVELS):
            if level < len(chain):
                above = chain[level]
                letters = max(1, above.letters)
                row += [above.prose / self._total, above.linked / letters, above.prose / letters,
                        math.log1p(above.twins), math.log1p(above.end - above.first)]  # fmt: skip
            else:
                row += [-1.0] * 5
        row += self._name_row(chain)
        main, core = self._main, self._core
        row += [float(main in chain), float(core in chain)]
        row += [_up_to(chain, holders) for holders in self._holders]
        row += [-1.0 if self._article is None else float(self._article in chain)]
        return row

    def _name_row(self, chain: Sequence[Node]) -> list[float]:
        """By kind of name: how near the element is that is called so; 0 for none."""
        near = [0.0] * len(_KINDS)
        for level, node in enumerate(chain[:8]):
            if node.prose > OWNS * self._total:
                break
            for kind in self._kinds_of(node.names):
                near[kind] = near[kind] or 1.0 / (1 + level)
        return near

    def _kinds_of(self, names: str) -> tuple[int, ...]:
        """The kinds of names among these; a page repeats few, so each is looked at once."""
        if names not in self._kinds:
            self._kinds[names] = tuple(
                at for at, words in enumerate(_KINDS) if any(word in names for word in words)
            )
        return self._kinds[names]


def _article(node: Node) -> Node | None:
    """The `<article>` around a node."""
    return next((above for above in node.chain() if above.tag == "article"), None)


def _up_to(chain: Sequence[Node], holders: Collection[int]) -> float:
    """How many elements up from the block the one is that is among `holders`."""
    return (
        float(next((level for level, node in enumerate(chain) if id(node) in holders), 20))
        if holders
        else -1.0
    )


def _signature(node: Node) -> str:
    parent = node.parent
    return f"{node.kind}<{parent.kind if parent else ''}"


def _running(prose: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Blocks since the last one of prose before, and until the next one after."""
    before, after = [], []
    last = 99
    for is_prose in prose:
        before.append(last)
        last = 1 if is_prose else last + 1
    last = 99
    for is_prose in reversed(prose):
        after.append(last)
        last = 1 if is_prose else last + 1
    return before, after[::-1]


def _long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) > 3 or not word.isascii()]


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _held(text: str, body: str) -> float:
    """Whether the text stands in the declared body; -1 where there is none."""
    if not body:
        return -1.0
    return float(text in body or (len(text) > 80 and text[:40] in body))
