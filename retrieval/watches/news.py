"""What is new on a watch's topic: whole stories, and what new articles add to stories that were told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from retrieval.answer.kinds.sentences import repeats, telling
from retrieval.answer.kinds.stories import Told
from retrieval.engine import Engine
from retrieval.index.articles import ArticleStore
from retrieval.search.about import TopicArticle
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, Query, Sentence
from retrieval.watches.watch import Item, Watch

LOOK_BACK = timedelta(days=2)
"""How long ago an article may be published that is news."""
BESIDE = -6.0
"""The cross-encoder's logit of a topic and an article from which on that article is about something else."""
TELLING = 3
"""Sentences of an article that are looked at for what it adds."""


def news(watch: Watch, engine: Engine, now: datetime, posted: Collection[tuple[str, str]]) -> list[Item]:
    """Return the new stories of a watch that are not `posted`, first those that most outlets tell."""
    if not engine.index.articles.counts()[0]:
        return []
    first, last = (now - LOOK_BACK).date(), (now + timedelta(days=1)).date()
    query = Query(watch.topic, first.isoformat(), last.isoformat(), watch.source)
    stories = [told for told in engine.digest(query).stories if _is_on_topic(told, watch.topic, engine)]
    items = (_item(told, watch, engine.index.articles, posted) for told in stories)
    return [item for item in items if item]


def _is_on_topic(told: Told, topic: str, engine: Engine) -> bool:
    if not topic:
        return True
    article = told.evidence.article
    return engine.reranker.score(topic, [f"{article.title}\n{article.text[:360]}"])[0] > BESIDE


def _item(told: Told, watch: Watch, store: ArticleStore, posted: Collection[tuple[str, str]]) -> Item | None:
    """Return what is new in a story; None if nothing is."""
    fresh = [a for a in told.articles if a.fetched > watch.since and (a.id, a.fetched) not in posted]
    if not fresh:
        return None
    known = list(_known(told.articles, fresh, store))
    versions = tuple((a.id, a.fetched) for a in fresh)
    if not known and told.evidence.article in fresh:
        return Item(told, versions)
    added = next(_added(fresh, known, store), None)
    return Item(replace(told, evidence=added), versions, is_update=bool(known)) if added else None


def _known(articles: Iterable[Article], fresh: Collection[Article], store: ArticleStore) -> Iterator[str]:
    """Yield the texts in which a reader may have read a story: older articles, copies and former versions."""
    new = {article.id for article in fresh}
    older = {article.id: article for article in articles if article.id not in new}
    for article in fresh:
        yield from (former.text for former in store.former(article.id)[-1:])
        others = set(store.stories.others(article.id)) - new - older.keys()
        older |= {other.id: other for other in map(store.article, others) if other}
    yield from (article.text for article in older.values())


def _added(fresh: Iterable[Article], known: Iterable[str], store: ArticleStore) -> Iterator[Evidence]:
    """Yield the telling sentences of new articles that no known text says."""
    said = [text[s.start : s.end] for text in known for s in split(text)]
    for article in fresh:
        for sentence in _telling(article, store):
            evidence = Evidence(article, sentence, 0.0)
            if not any(repeats(evidence.text, other) for other in said if keywords(other)):
                yield evidence


def _telling(article: Article, store: ArticleStore) -> list[Sentence]:
    citable = tuple(s for s in store.sentences(article.id) if s.citable)
    title = keywords(article.title, language(article.language))
    return telling(TopicArticle(article, citable, 0.0, ()), title, TELLING)
