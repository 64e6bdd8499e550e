"""Watching as a service: the news comes in, what has expired goes, the metrics tell."""

import asyncio
import socket
from contextlib import closing
from datetime import timedelta
from urllib.request import urlopen

import pytest

from bot.services.watch import watch, watch_once
from retrieval.engine import Engine
from retrieval.errors import UsageError
from retrieval.feeds import PollResult
from retrieval.feeds.factory import open_feeds
from retrieval.settings import Settings
from tests.conftest import ARTICLES
from tests.feeds import article, item, rss
from tests.site import serve


async def test_a_watch_polls_forgets_and_serves_its_metrics(news_engine: Engine) -> None:
    stored, stop, polls = news_engine.index.articles, asyncio.Event(), list[PollResult]()
    with serve() as site:
        site.pages["/feed"] = rss(item(site.url("/quay"), "Quay to be mended", "A teaser."))
        site.pages["/quay"] = article("Quay to be mended")
        settings = Settings(
            data=news_engine.index.folder, allow_hosts=(site.host,), keep_articles=2, metrics_port=free_port()
        )
        with closing(open_feeds(settings)) as feeds:
            feeds.add(site.url("/feed"), timedelta(hours=1), "Quay News")
        watching = asyncio.create_task(watch(news_engine, settings, stop, polls.append))
        async with asyncio.timeout(60):
            while not polls or stored.article("cup"):  # the oldest
                await asyncio.sleep(0.05)
        metrics = await asyncio.to_thread(read, f"http://127.0.0.1:{settings.metrics_port}/metrics")
        stop.set()
        await watching
    assert 'newsdesk_articles_total{outcome="added"} 1.0' in metrics


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def read(url: str) -> str:
    with urlopen(url) as page:
        return str(page.read(), "utf-8")


async def test_a_taken_port_is_said_before_anything_is_polled(news_engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(data=news_engine.index.folder, metrics_port=int(taken.getsockname()[1]))
        with pytest.raises(UsageError, match="NEWSDESK_METRICS_PORT"):
            await watch(news_engine, settings, asyncio.Event())


async def test_a_watch_makes_the_vectors_that_articles_lack(engine: Engine) -> None:
    list(engine.ingest(ARTICLES, vectors=False))
    stop = asyncio.Event()
    watching = asyncio.create_task(watch(engine, Settings(data=engine.index.folder), stop))
    async with asyncio.timeout(60):
        while engine.index.articles.unembedded():
            await asyncio.sleep(0.05)
    stop.set()
    await watching


async def test_once_says_how_many_went(news_engine: Engine) -> None:
    settings = Settings(data=news_engine.index.folder, keep_articles=1)
    assert await watch_once(news_engine, settings, lambda polled: None) == ((), 2)
