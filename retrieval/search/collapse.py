"""Copies: a story keeps one passage, and a citation names the other outlets."""

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
    """The stories of articles."""

    def story(self, article_id: str) -> int | None: ...

    def others(self, article_id: str) -> tuple[str, ...]: ...


class SourceLookup(Protocol):
    def article(self, article_id: str) -> Article | None: ...


def collapse_copies(passages: Iterable[RankedPassage], stories: StoryLookup) -> tuple[RankedPassage, ...]:
    """Return the passages with one for each set of copies, at the best rank of the set.

    The copy with more figures stays. Reports that each have a figure of their own are no copies.
    """
    reports: list[_Report] = []
    for passage in passages:
        report = _Report(passage, stories.story(passage.article.id))
        at = next((i for i, other in enumerate(reports) if report.repeats(other)), None)
        if at is None:
            reports.append(report)
        elif report.figures > reports[at].figures:
            reports[at] = report
    return tuple(report.passage for report in reports)


@dataclass(frozen=True)
class _Report:
    """A passage and its story, with what it is compared by."""

    passage: RankedPassage
    story: int | None

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles(self.passage.text)

    @cached_property
    def figures(self) -> frozenset[Decimal]:
        return values(self.passage.text, language(self.passage.article.language))

    def repeats(self, other: _Report) -> bool:
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
    """Return the citations, each with the other outlets' articles of its story that hold the sentence."""
    return tuple(replace(c, also=tuple(_also(c, stories, stored))) for c in citations)


def _also(citation: Citation, stories: StoryLookup, stored: SourceLookup) -> Iterable[Article]:
    own, sentence = citation.evidence.article, token_string(citation.evidence.text)
    for article_id in stories.others(own.id):
        other = stored.article(article_id)
        if other and (not own.source or other.source != own.source) and sentence in token_string(other.text):
            yield other
