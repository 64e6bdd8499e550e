"""Search results: ranked passages, and the sentences and words in them that may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from retrieval.values.article import Article, Passage, Sentence

if TYPE_CHECKING:  # numpy takes longer to import than `newsdesk --help` to answer
    import numpy as np
    from numpy.typing import NDArray

Logits: TypeAlias = "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's output for one passage; `start[i]`, `end[i]` are logits of the token at `offsets[i]`."""

    relevance: float
    """The logit that the passage holds the answer."""
    offsets: tuple[tuple[int, int], ...]
    """Characters of the passage's text, for each token."""
    start: Logits
    end: Logits


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage for a question; `score` falls with rank, its scale is the last ranker's."""

    passage: Passage
    article: Article
    score: float
    reading: Reading | None = None
    """The reader's output, if it has read the passage."""

    @property
    def text(self) -> str:
        return self.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may answer, as offsets into a text; `score` is their log probability, at most 0."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer; `score` orders the sentences of one question."""

    article: Article
    sentence: Sentence
    score: float
    span: Span | None = None
    """The sentence's likeliest short answer, at offsets into the article's text."""
    antecedent_of: Sentence | None = None
    """The sentence that needs this one to be understood; this one has its score and ranks behind it."""
    borne: float | None = None
    """Probability that the sentence bears out `span` as the answer; None where nobody judged."""

    @property
    def text(self) -> str:
        return self.article.text[self.sentence.start : self.sentence.end]
