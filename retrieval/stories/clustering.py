"""The clustering of new articles into stories: candidates by bands, then words, meaning and time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from retrieval.stories.similarity import bands, cosine, is_copy, near_in_time, same_names, shared, shingles
from retrieval.values import Article, PreparedArticle

Meanings = Callable[[Iterable[str]], Mapping[str, Sequence[float]]]
"""From articles' ids to the means of their passages' vectors, without articles that have none."""
CACHED = 1024
"""Articles in the cache: many new ones are compared with the same."""


class StoryCandidate(NamedTuple):
    """An article that may share a story, and its present story."""

    article: str
    story: int


class StoryTable(Protocol):
    """The store of stories."""

    def candidates(self, wanted: Iterable[int]) -> list[StoryCandidate]:
        """Return articles that share bands, the most alike first."""

    def place(self, article_id: str, own: Iterable[int], joined: Collection[int]) -> None:
        """Put an article with its bands into these stories, which are merged, or into a new one."""

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""


class PossibleCopy(NamedTuple):
    """Two articles that may be copies, and their share of common words."""

    one: str
    other: str
    words: float


def place(
    batch: Iterable[PreparedArticle],
    stories: StoryTable,
    article: Callable[[str], Article | None],
    meanings: Meanings,
) -> None:
    """Put live articles into the stories of their copies, or into new ones."""
    lookup = lru_cache(CACHED)(article)
    possible = [pair for prepared in batch for pair in _place_by_words(prepared, stories, lookup)]
    # Vectors are fetched only if words do not decide, and in one call: each call costs 1 ms.
    vectors = meanings({article_id for pair in possible for article_id in (pair.one, pair.other)})
    for one, other, words in possible:
        if one in vectors and other in vectors and is_copy(words, cosine(vectors[one], vectors[other])):
            stories.join(one, other)


def _place_by_words(
    prepared: PreparedArticle, stories: StoryTable, lookup: Callable[[str], Article | None]
) -> list[PossibleCopy]:
    """Put an article into stories by words alone. Return its possible copies in other stories."""
    article = prepared.article
    article_bands = {b for p in prepared.passages for b in bands(article.text[p.start : p.end])}
    joined, possible = set[int](), list[tuple[int, PossibleCopy]]()
    for other_id, story in stories.candidates(article_bands):
        other = None if story in joined else lookup(other_id)  # one copy is enough to be of a story
        words = common_words(article, other) if other else 0.0
        if is_copy(words, 0):
            joined.add(story)
        elif is_copy(words, 1):
            possible.append((story, PossibleCopy(article.id, other_id, words)))
    stories.place(article.id, article_bands, joined)
    return [pair for story, pair in possible if story not in joined]


def common_words(one: Article, other: Article) -> float:
    """Return the share of common shingles; 0 if days or names differ."""
    if not near_in_time(one.published or one.fetched, other.published or other.fetched):
        return 0.0
    return shared(shingles(one.text), shingles(other.text)) if same_names(one.text, other.text) else 0.0
