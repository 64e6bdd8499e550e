"""A process that runs the due watches of a folder and is killed at a marked point:  FOLDER POINT HOST NOW"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.services.watches import open_runner
from retrieval.http import GuardedClient
from retrieval.settings import Settings
from retrieval.watches.store import WatchStore
from tests.conftest import make_engine

POINTS: dict[str, tuple[Any, str]] = {
    "taken": (WatchStore, "take"),
    "noted": (WatchStore, "claim"),
    "posted": (GuardedClient, "post"),
    "over": (WatchStore, "looked"),
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


async def main(folder: Path, host: str, now: datetime) -> None:
    engine = make_engine(folder)
    async with open_runner(Settings(data=folder, allow_hosts=(host,)), lambda: engine, {}) as runner:
        await runner.run_due(now)


if __name__ == "__main__":
    mark(sys.argv[2])
    asyncio.run(main(Path(sys.argv[1]), sys.argv[3], datetime.fromisoformat(sys.argv[4])))
