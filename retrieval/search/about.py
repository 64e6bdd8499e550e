"""The articles about a topic, for questions that several articles answer together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.index import Index
from retrieval.models.protocols import Reranker
from retrieval.search.retriever import HybridRetriever
from retrieval.text.dates import day_of
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.sentences import ends_sentence
from retrieval.values import Article, Query, RankedPassage, Sentence

PASSAGES = 80
"""Passages that are searched for the articles on a topic."""
READ = 16
"""Articles whose openings the cross-encoder reads, some 10 ms each."""
OPENING = 360
"""Characters of an article's opening, which tell what it is about."""
FALL = 7.0
"""Logits below the most relevant article at which one is about something else."""
HELD = 0.5
"""Least share of the topic's words that an article about it holds."""


@dataclass(frozen=True, slots=True)
class TopicArticle:
    """An article about a topic, with its citable sentences."""

    article: Article
    sentences: tuple[Sentence, ...]
    relevance: float
    """The cross-encoder's logit of its title and opening for the topic."""
    passages: tuple[RankedPassage, ...]
    """Its passages that the search found, best first."""

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return day_of(self.article.published)

    def text(self, sentence: Sentence) -> str:
        return self.article.text[sentence.start : sentence.end]


def articles_about(
    query: Query, index: Index, retriever: HybridRetriever, reranker: Reranker
) -> tuple[TopicArticle, ...]:
    """Return the articles about `query.text`, a topic, most relevant first; each story's copies once."""
    passages = retriever.search(query, PASSAGES)
    asked = language(query.language)
    stems = keywords(query.text, asked)
    grouped: dict[str, list[RankedPassage]] = {}
    for passage in passages:
        grouped.setdefault(passage.article.id, []).append(passage)
    held = [group for group in grouped.values() if _share(stems, group[0].article) >= HELD]
    groups = list(_once_a_story(held, index))[:READ]
    logits = reranker.score(query.text, [_opening(group) for group in groups])
    best = max(logits, default=0.0)
    found = [
        _topic_article(group, logit, index)
        for group, logit in zip(groups, logits, strict=True)
        if logit >= best - FALL
    ]
    return tuple(sorted((f for f in found if f.sentences), key=lambda f: -f.relevance))


def _share(stems: frozenset[str], article: Article) -> float:
    held = keywords(f"{article.title} {article.text}", language(article.language))
    return len(stems & held) / max(1, len(stems))


def _once_a_story(groups: Iterable[list[RankedPassage]], index: Index) -> Iterable[list[RankedPassage]]:
    """Yield the groups without near copies of articles before them."""
    seen: set[int] = set()
    for group in groups:
        story = index.articles.stories.story(group[0].article.id)
        if story is None or story not in seen:
            yield group
        if story is not None:
            seen.add(story)


def _opening(group: Sequence[RankedPassage]) -> str:
    """Return the title, the first words, and the passage that the search found."""
    article = group[0].article
    return f"{article.title}\n{article.text[:OPENING]}\n{group[0].text[:OPENING]}"


def _topic_article(group: Sequence[RankedPassage], relevance: float, index: Index) -> TopicArticle:
    article = group[0].article
    return TopicArticle(article, quotable(article, index), relevance, tuple(group))


def quotable(article: Article, index: Index) -> tuple[Sentence, ...]:
    """Return the citable sentences that end as sentences do; a line without an end may be a heading."""
    sentences = index.articles.sentences(article.id)
    return tuple(s for s in sentences if s.citable and ends_sentence(article.text[s.start : s.end]))
