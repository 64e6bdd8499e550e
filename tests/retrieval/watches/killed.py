"""A process that runs the due watches of a folder and is killed at a marked point:  FOLDER POINT HOST NOW"""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.services.watches import open_runner
from retrieval.http import GuardedClient
from retrieval.settings import Settings
from retrieval.watches.store import WatchStore
from tests.conftest import make_engine
from tests.dying import die_behind

POINTS: dict[str, tuple[Any, str]] = {
    "taken": (WatchStore, "take"),
    "noted": (WatchStore, "claim"),
    "posted": (GuardedClient, "post"),
    "over": (WatchStore, "looked"),
}


async def main(folder: Path, host: str, now: datetime) -> None:
    engine = make_engine(folder)
    async with open_runner(Settings(data=folder, allow_hosts=(host,)), lambda: engine, {}) as runner:
        await runner.run_due(now)


if __name__ == "__main__":
    die_behind(*POINTS[sys.argv[2]])
    asyncio.run(main(Path(sys.argv[1]), sys.argv[3], datetime.fromisoformat(sys.argv[4])))
