"""Quotations and their places in articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.values.article import Article

TraceKind = Literal["verbatim", "altered", "near"]
"""A verbatim quote, perhaps shortened; a misquote; a paraphrase."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of a misquote. `true` is empty for added words, `quoted` for left-out ones.

    `start` and `end` count characters of `Article.text`, `quoted_start` and `quoted_end` of the excerpt.
    """

    quoted: str
    true: str
    start: int
    end: int
    quoted_start: int
    quoted_end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """The place of an excerpt: `article.text[start:end]`, whole sentences for a paraphrase."""

    article: Article
    start: int
    end: int
    kind: TraceKind
    score: float
    """1 for verbatim, the share of unchanged words for altered, the likeness for near."""
    differences: tuple[Difference, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Tracing:
    """The excerpt of a question and its places, best first; none if no article holds it."""

    excerpt: str
    traces: tuple[Trace, ...]
