"""A process that polls a folder's feeds once and is killed at a marked point:  FOLDER POINT HOST"""

from __future__ import annotations

import asyncio
import sys
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
from tests.dying import die_behind

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


async def main(folder: Path, host: str) -> None:
    engine, feeds = make_engine(folder), FeedStore(folder / "articles.sqlite3")
    async with GuardedClient([host], user_agent="t") as client:
        await Watcher(feeds, client, engine.ingest).poll_due()


if __name__ == "__main__":
    die_behind(*POINTS[sys.argv[2]])
    asyncio.run(main(Path(sys.argv[1]), sys.argv[3]))
