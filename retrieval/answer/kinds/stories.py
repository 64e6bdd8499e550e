"""The stories of some days: which articles tell of one matter, and which sentence tells it best."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import repeats, telling
from retrieval.search.about import TopicArticle, quotable
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Article, Evidence, Query

MOST_ARTICLES = 600
"""Articles of a period that are grouped, the newest."""
OPENING = 400
"""Characters behind the title that are compared."""
TITLE = 2
"""How often a word of the title counts."""
ALIKE = 0.2
"""Least cosine of an article and a story for it to be of that story."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story of some days: its telling sentence, and the articles that tell it, best first."""

    evidence: Evidence
    articles: tuple[Article, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.source for a in self.articles if a.source))


Vector = Mapping[str, float]


def stories_of(query: Query, desk: Desk, most: int, among: Collection[str] | None = None) -> tuple[Told, ...]:
    """Return the stories of the query's days, first those that most outlets and articles tell.

    Only articles `among` these ids count, if given.
    """
    ids = [i for i in desk.index.selection.ids_matching(query) if among is None or i in among]
    articles = [a for a in map(desk.index.articles.article, ids) if a and a.is_factual]
    articles = sorted(articles, key=lambda a: a.published, reverse=True)[:MOST_ARTICLES]
    vectors = _vectors(articles)
    groups = _grouped(vectors)
    groups.sort(key=lambda group: _weight([articles[n] for n in group]), reverse=True)
    told: list[Told] = []
    for group in groups:
        story = _told([articles[n] for n in _central(group, vectors)], desk)
        if story and not any(repeats(story.evidence.text, other.evidence.text) for other in told):
            told.append(story)
        if len(told) == most:
            break
    return tuple(told)


def _weight(group: Sequence[Article]) -> tuple[int, int, str]:
    """Order stories by how many outlets and articles tell them, then by the newest."""
    outlets = {a.source for a in group if a.source}
    return len(outlets) + len(group), len(outlets), max(a.published for a in group)


def _vectors(articles: Sequence[Article]) -> list[Vector]:
    """Return for each article its words by rarity, as vectors of length 1."""
    counts = [
        Counter([*TITLE * [*keywords(a.title, read)], *keywords(a.text[:OPENING], read)])
        for a in articles
        for read in (language(a.language),)
    ]
    held = Counter(word for count in counts for word in count)
    total = len(articles)
    weighed = [{w: n * math.log(1 + total / held[w]) for w, n in count.items()} for count in counts]
    return [{w: v / _length(vector) for w, v in vector.items()} for vector in weighed]


def _length(vector: Vector) -> float:
    return math.sqrt(sum(v * v for v in vector.values())) or 1.0


def _cosine(one: Vector, other: Vector) -> float:
    short, long = sorted((one, other), key=len)
    return sum(value * long.get(word, 0.0) for word, value in short.items())


def _grouped(vectors: Sequence[Vector]) -> list[list[int]]:
    """Join each article to the story whose members it is most like on average, or begin one."""
    groups: list[list[int]] = []
    for n, vector in enumerate(vectors):
        likeness = [sum(_cosine(vector, vectors[m]) for m in group) / len(group) for group in groups]
        best = max(range(len(groups)), key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] >= ALIKE:
            groups[best].append(n)
        else:
            groups.append([n])
    return groups


def _central(group: Sequence[int], vectors: Sequence[Vector]) -> list[int]:
    """Return the group by likeness to the others, the newest of its more central half first.

    `group` is in the order of the articles, the newest first.
    """
    central = sorted(group, key=lambda n: -sum(_cosine(vectors[n], vectors[m]) for m in group))
    first = min(central[: max(1, (len(central) + 1) // 2)])
    return [first, *(n for n in central if n != first)]


def _told(articles: Sequence[Article], desk: Desk) -> Told | None:
    """Return the story with its telling sentence; None if nothing of it may be cited."""
    for article in articles:
        citable = quotable(article, desk.index)
        title = keywords(article.title, language(article.language))
        if best := telling(TopicArticle(article, citable, 0.0, ()), title, 1):
            return Told(Evidence(article, best[0], 0.0), tuple(articles))
    return None
