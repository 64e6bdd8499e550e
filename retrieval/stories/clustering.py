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


class PossibleCopy(NamedTuple):
    """Two articles that may be copies, and their share of common words."""

    one: str
    other: str
    words: float


class StoryTable(Protocol):
    """The store of stories."""

    def candidates(self, wanted: Iterable[int]) -> list[StoryCandidate]:
        """Return articles that share bands, the most alike first."""

    def place(self, article_id: str, own: Iterable[int], joined: Collection[int]) -> None:
        """Put an article with its bands into these stories, which are merged, or into a new one."""

    def suspect(self, pairs: Iterable[PossibleCopy]) -> None:
        """Keep pairs until both articles have vectors."""

    def decidable(self) -> Sequence[PossibleCopy]:
        """Return the pairs of which both have vectors, and keep them no longer."""

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""


def place(
    batch: Iterable[PreparedArticle],
    stories: StoryTable,
    article: Callable[[str], Article | None],
) -> None:
    """Put live articles into the stories of their copies by words, or into new ones."""
    lookup = lru_cache(CACHED)(article)
    for prepared in batch:
        _place(prepared.article, bands_of(prepared), stories, lookup)


def decide(stories: StoryTable, meanings: Meanings) -> None:
    """Join the stories of those possible copies whose vectors are near."""
    pairs = stories.decidable()
    if not pairs:
        return
    # In one call: each call costs 1 ms.
    vectors = meanings({article_id for pair in pairs for article_id in (pair.one, pair.other)})
    for one, other, words in pairs:
        if one in vectors and other in vectors and is_copy(words, cosine(vectors[one], vectors[other])):
            stories.join(one, other)


def bands_of(prepared: PreparedArticle) -> frozenset[int]:
    """Return the bands of an article's passages."""
    text = prepared.article.text
    return frozenset(b for p in prepared.passages for b in bands(text[p.start : p.end]))


def _place(
    article: Article,
    own: Collection[int],
    stories: StoryTable,
    lookup: Callable[[str], Article | None],
) -> None:
    """Put an article into stories by words alone, and keep its possible copies in other stories."""
    joined, possible = set[int](), list[tuple[int, PossibleCopy]]()
    for other_id, story in stories.candidates(own):
        other = None if story in joined else lookup(other_id)  # one copy is enough to be of a story
        words = common_words(article, other) if other else 0.0
        if is_copy(words, 0):
            joined.add(story)
        elif is_copy(words, 1):
            possible.append((story, PossibleCopy(article.id, other_id, words)))
    stories.place(article.id, own, joined)
    stories.suspect(pair for story, pair in possible if story not in joined)


def common_words(one: Article, other: Article) -> float:
    """Return the share of common shingles; 0 if days or names differ."""
    if not near_in_time(one.published or one.fetched, other.published or other.fetched):
        return 0.0
    return shared(shingles(one.text), shingles(other.text)) if same_names(one.text, other.text) else 0.0
