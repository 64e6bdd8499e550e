"""How much the collection holds on a topic: articles, outlets, and since when."""

from __future__ import annotations

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.sentences import dated, telling
from retrieval.search.about import TopicArticle, quotable
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.values import Article, Coverage, Evidence, QuestionState, Reply

PASSAGES = 400
"""Passages with the topic's words that are looked at."""
OPENING = 700
"""Characters of an article's opening; an article about a topic names it there."""
OFTEN = 3
"""Mentions elsewhere that make an article one about the topic too."""
NAMED = 3
"""Articles that are cited, the newest."""


def count(state: QuestionState, desk: Desk) -> Reply | None:
    """Return the coverage of the topic, with the newest articles on it; None without a topic."""
    stems = keywords(state.query.text, language(state.query.language))
    if not stems:
        return None
    ids = desk.index.search_words(state.query, PASSAGES)
    articles = {article.id: article for _, article in desk.index.passages(ids).values()}
    about = [a for a in articles.values() if _is_about(a, stems)]
    days = sorted(filter(None, (a.published[:10] for a in about)))
    outlets = {a.source for a in about if a.source}
    coverage = Coverage(len(about), len(outlets), days[0] if days else "", days[-1] if days else "")
    newest = sorted(about, key=lambda a: a.published, reverse=True)[:NAMED]
    shown = filter(None, (_opening_of(article, stems, desk) for article in newest))
    return Reply(dated(shown), coverage=coverage, confidence=CONFIDENCE)


CONFIDENCE = 0.85
"""Share of such counts that were right within one in ten on the development questions."""


def _is_about(article: Article, stems: frozenset[str]) -> bool:
    """Return whether the title or the opening holds the topic's words, or the text holds them often."""
    read_in = language(article.language)
    opening = keywords(f"{article.title} {article.text[:OPENING]}", read_in)
    if stems <= opening:
        return True
    if not stems & keywords(article.title, read_in):
        return False
    return stems <= keywords(article.text, read_in)


def _opening_of(article: Article, stems: frozenset[str], desk: Desk) -> Evidence | None:
    sentences = telling(TopicArticle(article, quotable(article, desk.index), 0.0, ()), stems, 1)
    return Evidence(article, sentences[0], 0.0) if sentences else None
