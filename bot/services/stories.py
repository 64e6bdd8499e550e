"""The stories of some days: the articles that tell each, and how many outlets do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.articles import list_articles
from retrieval.index import Index
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Article, Query

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


def story_of(index: Index, article: Article) -> Story:
    """Return the story that an article tells, with the article first."""
    others = map(index.articles.article, index.articles.stories.others(article.id))
    newest = sorted(filter(None, others), key=lambda other: other.published, reverse=True)
    return Story((article, *newest))
