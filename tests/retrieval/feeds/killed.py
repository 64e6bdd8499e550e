"""A process that polls a folder's feeds once and is killed at a marked point:  FOLDER POINT HOST"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retrieval.feeds import FeedStore, Watcher
from retrieval.feeds import watcher as watching_module
from retrieval.feeds.entry_store import EntryStore
from retrieval.http import GuardedClient
from retrieval.index.bm25 import WordIndex
from retrieval.index.chroma import ChromaIndex
from retrieval.index.stories import StoryPlacement
from retrieval.index.versions import VersionStore
from tests.conftest import make_engine

POINTS: dict[str, tuple[Any, str]] = {
    "the feed is fetched": (watching_module, "fetch_listing"),
    "its new entries are known": (EntryStore, "pending"),
    "a page is fetched": (watching_module, "gather"),
    "the batch is staged": (VersionStore, "stage"),
    "the vectors are in": (ChromaIndex, "add"),
    "the words are in": (WordIndex, "add"),
    "the batch is live": (VersionStore, "publish"),
    "the old version is dropped": (VersionStore, "drop_retired"),
    "the stories are found": (StoryPlacement, "place"),
    "the entries are noted": (EntryStore, "record"),
    "the poll is noted": (FeedStore, "succeeded"),
}


def mark(point: str) -> None:
    """Let the process be killed, as by `kill -9`, right behind the call that a point names."""
    owner, name = POINTS[point]
    call: Callable[..., Any] = getattr(owner, name)

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    async def later(*args: Any, **options: Any) -> None:
        await call(*args, **options)
        die()

    def at_once(*args: Any, **options: Any) -> None:
        call(*args, **options)
        die()

    setattr(owner, name, later if asyncio.iscoroutinefunction(call) else at_once)


async def main(folder: Path, host: str) -> None:
    engine, feeds = make_engine(folder), FeedStore(folder / "articles.sqlite3")
    async with GuardedClient([host], user_agent="t") as client:
        await Watcher(feeds, client, engine.ingest).poll_due()


if __name__ == "__main__":
    mark(sys.argv[2])
    asyncio.run(main(Path(sys.argv[1]), sys.argv[3]))
