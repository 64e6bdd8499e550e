"""The line in front of the engine: fair, bounded, and honest about how long it is."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from bot.chat.fair_queue import Asker, FairQueue

Result = TypeVar("Result")

FIRST_GUESS = 1.5
"""Seconds an answer takes, until answers were timed."""
WEIGHT = 0.1
"""Of the latest answer in the running mean."""


class QueueFullError(Exception):
    """The line is full; `seconds` until there is probably room."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"busy for about {seconds} s")
        self.seconds = seconds


class QuestionTimeoutError(Exception):
    """The answer was not ready in time."""


class ShuttingDownError(Exception):
    """The bot is about to leave."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of the line: how many are served at once, how many may wait, seconds for one answer."""

    workers: int = 2
    waiting: int = 200
    waiting_per_guild: int = 50
    waiting_per_user: int = 3
    time_out: float = 60.0


@dataclass(eq=False, slots=True)
class Job(Generic[Result]):
    """A place in the line; `result` is set once, whatever happens."""

    asker: Asker
    job: Callable[[], Result]
    result: asyncio.Future[Result] = field(repr=False)


class AnswerQueue:
    """Runs jobs of blocking code in a pool of threads, the next one chosen fairly. For one event loop."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock
        self._pool = ThreadPoolExecutor(bounds.workers, thread_name_prefix="newsdesk answer")
        self._waiting: FairQueue[Job[Any]] = FairQueue()
        self._running: set[Job[Any]] = set()
        self._busy_workers = 0
        self._mean = FIRST_GUESS
        self._closing = False
        self._places: dict[Job[Any], int] | None = None

    def join(self, asker: Asker, job: Callable[[], Result]) -> Job[Result]:
        """Return a queued job whose `result` comes later.

        Raise QueueFullError where there is no room, ShuttingDownError once the queue closes.
        """
        if self._closing:
            raise ShuttingDownError
        self._make_sure_of_room(asker)
        queued = Job(asker, job, asyncio.get_running_loop().create_future())
        # Cancelling the result is how one leaves the line.
        queued.result.add_done_callback(lambda _: self._left(queued))
        self._waiting.push(queued)
        self._serve()
        return queued

    def place(self, queued: Job[Any]) -> int:
        """How many are served before: 0 for one that is being served or is done."""
        if self._places is None:
            self._places = {t: n for n, t in enumerate(self._waiting, start=1)}
        return self._places.get(queued, 0)

    def seconds_until_room(self, ahead: int) -> int:
        """An estimate of how long `ahead` tickets take, from the answers so far."""
        return max(1, math.ceil(ahead * self._mean / self._bounds.workers))

    async def close(self, grace: float) -> None:
        """Turn away those who wait, give those who are being served `grace` seconds, then them too."""
        self._closing = True
        for queued in self._waiting:
            _fail(queued, ShuttingDownError())
        if self._running:
            await asyncio.wait({queued.result for queued in self._running}, timeout=grace)
        for queued in list(self._running):
            _fail(queued, ShuttingDownError())
        self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether no thread is at work, not even for somebody who has left."""
        return self._busy_workers == 0

    def _make_sure_of_room(self, asker: Asker) -> None:
        bounds = self._bounds
        if self._busy_workers < bounds.workers:
            return
        by_user, by_guild = self._waiting.count(asker)
        if by_user >= bounds.waiting_per_user:
            raise QueueFullError(self.seconds_until_room(by_user))
        if by_guild >= bounds.waiting_per_guild or len(self._waiting) >= bounds.waiting:
            raise QueueFullError(self.seconds_until_room(len(self._waiting)))

    def _serve(self) -> None:
        self._places = None
        while self._busy_workers < self._bounds.workers and len(self._waiting):
            queued = self._waiting.pop()
            self._running.add(queued)
            self._busy_workers += 1
            loop = asyncio.get_running_loop()
            started = self._clock()
            work = loop.run_in_executor(self._pool, queued.job)
            watch = loop.call_later(self._bounds.time_out, _fail, queued, QuestionTimeoutError())
            work.add_done_callback(partial(self._served, queued, watch, started))

    def _served(
        self, queued: Job[Any], watch: asyncio.TimerHandle, started: float, work: asyncio.Future[Any]
    ) -> None:
        watch.cancel()
        self._busy_workers -= 1
        self._mean += WEIGHT * (self._clock() - started - self._mean)
        error = None if work.cancelled() else work.exception()
        if work.cancelled():
            _fail(queued, ShuttingDownError())
        elif error is not None:
            _fail(queued, error)
        elif not queued.result.done():
            queued.result.set_result(work.result())
        self._running.discard(queued)
        if not self._closing:
            self._serve()

    def _left(self, queued: Job[Any]) -> None:
        self._running.discard(queued)
        if self._waiting.remove(queued):
            self._places = None


def _fail(queued: Job[Any], error: BaseException) -> None:
    if not queued.result.done():
        queued.result.set_exception(error)
