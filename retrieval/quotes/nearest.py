"""The sentences nearest to an excerpt, by common words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.sentences import split
from retrieval.values import Article, Sentence


@dataclass(frozen=True, slots=True)
class SentenceRun:
    """A sentence, or two in a row, and its overlap with the excerpt, weighted by rareness."""

    article: Article
    start: int
    end: int
    covered: float
    """The share of the excerpt that it holds."""
    filled: float
    """The share of it that the excerpt holds."""

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def overlap(self) -> float:
        """Both shares as one. That of the excerpt counts twice, since it may be part of a sentence."""
        weighed = 2 * self.filled + self.covered
        return 3 * self.covered * self.filled / weighed if weighed else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    sentence: Sentence
    stems: frozenset[str]


def nearest(excerpt: str, articles: Iterable[Article], limit: int) -> list[SentenceRun]:
    """Return the best run of each article, at most `limit`, best first."""
    wanted = keywords(excerpt)
    candidates = [(article, _lines(article)) for article in articles]
    weights = _weights(wanted, [line.stems for _, lines in candidates for line in lines])
    best = [max(_runs(article, lines, wanted, weights), key=_order) for article, lines in candidates if lines]
    return sorted(best, key=_order, reverse=True)[:limit]


def _order(run: SentenceRun) -> float:
    return run.overlap


def _lines(article: Article) -> list[_Line]:
    text, read_in = article.text, language(article.language)
    return [_Line(s, keywords(text[s.start : s.end], read_in)) for s in split(text, read_in)]


def _weights(wanted: frozenset[str], lines: list[frozenset[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each stem over the sentences."""
    counts = Counter(stem for line in lines for stem in line)
    counts.update(dict.fromkeys(wanted, 0))
    return {stem: math.log(1 + len(lines) / (1 + count)) for stem, count in counts.items()}


def _runs(
    article: Article, lines: list[_Line], wanted: frozenset[str], weights: dict[str, float]
) -> Iterator[SentenceRun]:
    total = sum(weights[stem] for stem in wanted) or 1.0
    for n, line in enumerate(lines):
        for last in lines[n : n + 2]:
            held = line.stems | last.stems
            shared = sum(weights[stem] for stem in held & wanted)
            filled = shared / (sum(weights[stem] for stem in held) or 1.0)
            yield SentenceRun(article, line.sentence.start, last.sentence.end, shared / total, filled)
