"""An engine that news comes into on fixed days, and what a watch posts of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services.watches import open_runner
from retrieval.engine import Engine
from retrieval.settings import Settings
from retrieval.values import RawArticle
from retrieval.watches.run import WatchRunner
from retrieval.watches.store import WatchStore
from retrieval.watches.watch import Watch, WatchKind
from tests.webhooks import Webhook, webhook

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def raw(name: str, title: str, text: str, hour: str, source: str = "Herald") -> RawArticle:
    """An article of an hour such as "2026-03-02T13"."""
    moment = f"{hour}:00:00+00:00"
    return RawArticle(id=name, title=title, text=text, source=source, published=moment, fetched=moment)


OLD = raw(
    "old",
    "Harbour crane repaired",
    "The harbour crane was repaired by two workers on Sunday morning.",
    "2026-03-02T08",
)
MUSEUM = raw(
    "museum",
    "Harbour museum to open",
    "The harbour museum will open in June with an exhibition on whaling. Entry costs four crowns.",
    "2026-03-02T13",
)
STRIKE = raw(
    "strike",
    "Harbour pilots on strike",
    "Pilots of the harbour began a strike for higher wages at noon. Twelve ships wait outside.",
    "2026-03-02T14",
)
ELSEWHERE = raw(
    "cup", "Rovers win the island cup", "Rovers beat United in the final of the island cup.", "2026-03-02T13"
)


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as made:
        yield made


@pytest.fixture
def store(engine: Engine) -> Iterator[WatchStore]:
    with closing(WatchStore(engine.index.folder)) as made:
        yield made


@pytest.fixture
def harbour(store: WatchStore, hook: Webhook) -> Watch:
    """A watch on "harbour" from Monday noon."""
    return store.add(Watch(kind=WatchKind.NEWS, topic="harbour", target=hook.url), MONDAY)


@pytest.fixture
async def runner(engine: Engine, hook: Webhook) -> AsyncIterator[WatchRunner]:
    settings = Settings(data=engine.index.folder, allow_hosts=(hook.host,))
    async with open_runner(settings, lambda: engine, {}) as made:
        yield made


def settings_of(folder: Path, hook: Webhook) -> Settings:
    return Settings(data=folder, allow_hosts=(hook.host,))
