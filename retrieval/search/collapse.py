"""One place for each story: copies of a passage are dropped, and a citation names the other outlets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from retrieval.stories.similarity import SAME_WORDS, shared, shingles
from retrieval.text.languages import language
from retrieval.text.numbers import values
from retrieval.text.words import token_string
from retrieval.values import Article, Citation, RankedPassage


class StoryLookup(Protocol):
    """What is asked of stories here."""

    def story(self, article_id: str) -> int | None: ...

    def others(self, article_id: str) -> tuple[str, ...]: ...


class SourceLookup(Protocol):
    def article(self, article_id: str) -> Article | None: ...


def collapse_copies(passages: Iterable[RankedPassage], stories: StoryLookup) -> tuple[RankedPassage, ...]:
    """One place for the passages of a story that say the same, in the best one's rank.

    The one with more figures takes it. Reports that each have a figure of their own, as where a toll has
    risen, are no copies.
    """
    kept: list[_Told] = []
    for passage in passages:
        told = _Told(passage, stories.story(passage.article.id))
        at = next((i for i, other in enumerate(kept) if told.repeats(other)), None)
        if at is None:
            kept.append(told)
        elif told.figures > kept[at].figures:
            kept[at] = told
    return tuple(told.passage for told in kept)


@dataclass(frozen=True)
class _Told:
    """A passage and what it is compared by, which is found out where its story has another."""

    passage: RankedPassage
    story: int | None

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles(self.passage.text)

    @cached_property
    def figures(self) -> frozenset[Decimal]:
        return values(self.passage.text, language(self.passage.article.language))

    def repeats(self, other: _Told) -> bool:
        return (
            self.story is not None
            and self.story == other.story
            and self.passage.article.id != other.passage.article.id
            and (self.figures <= other.figures or self.figures >= other.figures)
            and shared(self.shingles, other.shingles) >= SAME_WORDS
        )


def add_other_outlets(
    citations: Sequence[Citation], stories: StoryLookup, stored: SourceLookup
) -> tuple[Citation, ...]:
    """The citations, each with the articles of its story of other outlets that have the sentence too."""
    return tuple(replace(c, also=tuple(_also(c, stories, stored))) for c in citations)


def _also(citation: Citation, stories: StoryLookup, stored: SourceLookup) -> Iterable[Article]:
    own, sentence = citation.evidence.article, token_string(citation.evidence.text)
    for article_id in stories.others(own.id):
        other = stored.article(article_id)
        if other and (not own.source or other.source != own.source) and sentence in token_string(other.text):
            yield other
