"""One place for each story: copies of a passage are dropped, and a citation names the other outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from retrieval.duplicates.likeness import SAME_WORDS, shared, shingles
from retrieval.types import Article, Citation, RankedPassage


class Telling(Protocol):
    """What is asked of stories here."""

    def story(self, article_id: str) -> str: ...

    def others(self, article_id: str) -> tuple[str, ...]: ...


class Stored(Protocol):
    def article(self, article_id: str) -> Article | None: ...


def without_copies(passages: Iterable[RankedPassage], stories: Telling) -> tuple[RankedPassage, ...]:
    """The best of each story's passages that say the same; what only one outlet says stays."""
    kept: list[RankedPassage] = []
    seen: dict[str, list[tuple[str, frozenset[int]]]] = {}
    for passage in passages:
        told = seen.setdefault(stories.story(passage.article.id), [])
        runs = shingles(passage.text)
        if not any(i != passage.article.id and shared(runs, other) >= SAME_WORDS for i, other in told):
            kept.append(passage)
            told.append((passage.article.id, runs))
    return tuple(kept)


def with_outlets(citations: Sequence[Citation], stories: Telling, stored: Stored) -> tuple[Citation, ...]:
    """The citations, each with the other articles of its story in which the sentence stands too."""
    return tuple(replace(c, also=tuple(_also(c, stories, stored))) for c in citations)


def _also(citation: Citation, stories: Telling, stored: Stored) -> Iterable[Article]:
    sentence = _bare(citation.evidence.text)
    for article_id in stories.others(citation.evidence.article.id):
        other = stored.article(article_id)
        if other is not None and sentence in _bare(other.text):
            yield other


def _bare(text: str) -> str:
    """The words alone, so that quotation marks and spaces do not make a difference."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "
