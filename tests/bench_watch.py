"""The figures of `make bench` for news that comes in by itself: short articles, unchanged feeds, look-ups."""

from __future__ import annotations

import asyncio
import json
import math
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from retrieval.feeds import FeedStore, Watcher
from retrieval.http import GuardedClient
from retrieval.index.database import DATABASE, Database
from retrieval.index.stories import StoryStore
from retrieval.index.versions import VersionStore
from retrieval.stories.similarity import bands
from retrieval.text.sentences import split
from retrieval.values import Article, PreparedArticle, RawArticle
from tests.feeds import item, rss
from tests.site import serve
from tests.stories import story

BRIEF = 4
"""Sentences of a short article."""
FEEDS = 200
SIZES = (2_000, 16_000)
"""Articles among which a look-up is timed."""


def news_in_brief(articles: Path) -> Iterator[RawArticle]:
    """Short articles cut from long ones, `BRIEF` sentences each, as news agencies send them."""
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        sentences = split(article["text"])
        for at in range(0, len(sentences) - BRIEF + 1, BRIEF):
            text = article["text"][sentences[at].start : sentences[at + BRIEF - 1].end]
            yield RawArticle(
                text, article["title"], id=f"{article['id']}-{at}", published=article["published"]
            )


def stories_of_few_moulds() -> Iterator[RawArticle]:
    """Each resembles many, so that many are compared."""
    for number in count():
        told = story(number)
        yield RawArticle(told.text, told.title, id=f"short-{number}", published="2026-03-02")


def seconds_to_poll() -> float:
    """Of one poll of 200 feeds on one local server, all unchanged since the poll before."""
    with serve() as site, tempfile.TemporaryDirectory() as folder:
        feeds = FeedStore(Path(folder) / "articles.sqlite3")
        for number in range(FEEDS):
            path = f"/feed/{number}"
            site.pages[path] = rss(item(site.url(f"/{number}"), "Old news"), ETag=f'"{number}"')
            feed = feeds.add(site.url(path), timedelta(minutes=15))
            feeds.succeeded(feed, etag=f'"{number}"')
            feeds.postpone(feed, -1)
        taken = asyncio.run(_poll(feeds, site.address))
        feeds.close()
    return taken


async def _poll(feeds: FeedStore, host: str) -> float:
    async with GuardedClient([host], user_agent="bench") as client:
        started = time.perf_counter()
        polled = await Watcher(feeds, client, lambda offered: iter(())).poll_due()
        taken = time.perf_counter() - started
    assert len(polled) == FEEDS and all(p.unchanged for p in polled)
    return taken


def lookup_growth() -> tuple[float, float, float]:
    """Milliseconds of a look-up for copies among `SIZES` articles, and the power it grows with."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / DATABASE)
        stories, versions = StoryStore(database), VersionStore(database)
        times, placed = [], 0
        for size in SIZES:
            told = {str(number): story(number) for number in range(placed, size)}
            versions.stage(PreparedArticle(Article(i, t.title, t.text), (), ()) for i, t in told.items())
            versions.publish(list(told))
            with stories.placing() as placement:
                for article_id, each in told.items():
                    placement.place(article_id, bands(each.text), [])
            placed = size
            times.append(_lookup(stories))
        database.close()
    few, many = times
    return few, many, math.log(many / few) / math.log(SIZES[1] / SIZES[0])


def _lookup(stories: StoryStore) -> float:
    """The median of 200, in milliseconds."""
    times = []
    for number in range(SIZES[1], SIZES[1] + 200):
        wanted = bands(story(number).text)
        with stories.placing() as placement:
            started = time.perf_counter()
            placement.candidates(wanted)
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
