"""Finds new articles' stories: candidates by bands, then words, meaning and time together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from retrieval.stories.similarity import bands, cosine, is_copy, near_in_time, same_names, shared, shingles
from retrieval.values import Article, PreparedArticle

Meanings = Callable[[Iterable[str]], Mapping[str, Sequence[float]]]
"""From articles' ids to the means of their passages' vectors; those that have none are left out."""
KNOWN = 1024
"""Articles that are kept at hand: many new ones are compared with the same."""


class StoryCandidate(NamedTuple):
    """An article that may be a copy, and its story."""

    article: str
    story: int


class StoryTable(Protocol):
    """Where stories are kept."""

    def candidates(self, wanted: Iterable[int]) -> list[StoryCandidate]:
        """Return articles that share bands, the most alike first."""

    def place(self, article_id: str, own: Iterable[int], joined: Collection[int]) -> None:
        """Note an article with its bands in these stories, which become one, or in one of its own."""

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""


class NearArticle(NamedTuple):
    """An article, another that may be its copy by the words they share, and the share of them."""

    one: str
    other: str
    words: float


def place(
    batch: Iterable[PreparedArticle],
    stories: StoryTable,
    article: Callable[[str], Article | None],
    meanings: Meanings,
) -> None:
    """Put live articles into the stories of those they are copies of, or into ones of their own."""
    known = lru_cache(KNOWN)(article)
    near = [pair for prepared in batch for pair in _place_by_words(prepared, stories, known)]
    # Vectors are fetched only where words alone do not tell, and at once: each call to the index costs 1 ms.
    vectors = meanings({article_id for pair in near for article_id in (pair.one, pair.other)})
    for one, other, words in near:
        if one in vectors and other in vectors and is_copy(words, cosine(vectors[one], vectors[other])):
            stories.join(one, other)


def _place_by_words(
    prepared: PreparedArticle, stories: StoryTable, known: Callable[[str], Article | None]
) -> list[NearArticle]:
    """Gives those of other stories that may be copies by their meaning."""
    article = prepared.article
    found = {b for p in prepared.passages for b in bands(article.text[p.start : p.end])}
    joined, near = set[int](), list[tuple[int, NearArticle]]()
    for other_id, story in stories.candidates(found):
        other = None if story in joined else known(other_id)  # one copy is enough to be of a story
        words = common_words(article, other) if other else 0.0
        if is_copy(words, 0):
            joined.add(story)
        elif is_copy(words, 1):
            near.append((story, NearArticle(article.id, other_id, words)))
    stories.place(article.id, found, joined)
    return [pair for story, pair in near if story not in joined]


def common_words(one: Article, other: Article) -> float:
    """What `is_copy` asks of two articles' words; 0 where their days or names are apart."""
    if not near_in_time(one.published or one.fetched, other.published or other.fetched):
        return 0.0
    return shared(shingles(one.text), shingles(other.text)) if same_names(one.text, other.text) else 0.0
