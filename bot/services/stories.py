"""The stories of some days: the articles that tell each, and how many outlets do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.articles import list_articles
from retrieval.index import Index
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Article, Citation, Evidence, Query

MAX_ARTICLES = 1_000
"""Articles that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one story, newest first."""

    articles: tuple[Article, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, each once."""
        return tuple(dict.fromkeys(article.source for article in self.articles if article.source))


def told_stories(index: Index, browser: ArticleBrowser, query: Query, limit: int) -> list[Story]:
    """Return the stories within the query's dates and source, those of most outlets and articles first."""
    by_story: dict[int | str, list[Article]] = {}
    for article in list_articles(index, browser, query, MAX_ARTICLES):
        number = index.articles.stories.story(article.id)
        by_story.setdefault(article.id if number is None else number, []).append(article)
    stories = [Story(tuple(articles)) for articles in by_story.values()]
    return sorted(stories, key=lambda s: (-len(s.outlets), -len(s.articles)))[:limit]


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story in one sentence."""

    story: Story
    citation: Citation

    @property
    def line(self) -> str:
        return f"{self.citation.evidence.text} [{self.citation.marker}]"


def digest_stories(index: Index, browser: ArticleBrowser, query: Query, limit: int) -> list[DigestStory]:
    """Return the stories that most outlets tell, each with the first sentence that reports it."""
    told: list[DigestStory] = []
    for story in told_stories(index, browser, query, MAX_ARTICLES):
        article = story.articles[0]
        first = next((s for s in index.articles.sentences(article.id) if s.citable), None)
        if len(told) == limit:
            break
        if first:
            told.append(
                DigestStory(story, Citation(len(told) + 1, Evidence(article, first, 0.0), verified=True))
            )
    return told


def story_of(index: Index, article: Article) -> Story:
    """Return the story that an article tells, with the article first."""
    others = map(index.articles.article, index.articles.stories.others(article.id))
    newest = sorted(filter(None, others), key=lambda other: other.published, reverse=True)
    return Story((article, *newest))
