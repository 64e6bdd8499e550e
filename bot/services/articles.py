"""Articles without a question: the newest, those about a topic, one by its id or title."""

from __future__ import annotations

from bot.requests.queries import known_source, tidy
from retrieval.index import Index
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Article, Query

MAX_PASSAGES = 200
"""Passages about a topic among which the newest articles are chosen."""


def newest_articles(
    index: Index, browser: ArticleBrowser, source: str, topic: str, limit: int
) -> list[Article]:
    """Return the newest articles, of a source or about a topic. Raise UsageError for an unknown source."""
    query = Query(tidy(topic), source=known_source(source, index.articles.sources()) if source else "")
    if not query.text:
        return list_articles(index, browser, query, limit)
    return articles_about(index, query, limit)


def articles_about(index: Index, query: Query, limit: int) -> list[Article]:
    """Return the newest articles with the query's words within its dates and source."""
    passages = index.passages(index.search_words(query, MAX_PASSAGES))
    about = {article.id: article for _, article in passages.values()}
    return sorted(about.values(), key=lambda article: article.published, reverse=True)[:limit]


def list_articles(index: Index, browser: ArticleBrowser, query: Query, limit: int) -> list[Article]:
    """Return the newest articles within the query's dates and source; all of them for limit -1."""
    articles = map(index.articles.article, browser.latest(query, limit))
    return [article for article in articles if article]


def find_article(index: Index, browser: ArticleBrowser, name: str) -> Article | None:
    """Return the article with that id, else the newest with those words in its title."""
    if article := index.articles.article(name):
        return article
    titles = browser.titled(name, 1)
    return index.articles.article(titles[0].id) if titles else None
