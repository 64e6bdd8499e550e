"""A site that is watched, an engine its news comes into, and a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.feeds import FeedStore, Watcher
from retrieval.http import GuardedClient
from tests.site import Site, serve


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        yield made


@pytest.fixture
def feeds(tmp_path: Path, clock: Clock, engine: Engine) -> Iterator[FeedStore]:
    """The feeds of the engine's data folder."""
    store = FeedStore(engine.index.folder / "articles.sqlite3", clock)
    yield store
    store.close()


@pytest.fixture
async def client() -> AsyncIterator[GuardedClient]:
    async with GuardedClient(["127.0.0.1", "localhost"], user_agent="newsdesk-test") as made:
        yield made


@pytest.fixture
def watcher(feeds: FeedStore, client: GuardedClient, engine: Engine, clock: Clock) -> Watcher:
    return Watcher(feeds, client, engine.ingest, clock=clock)
