"""The queue in front of the engine: fair and bounded, with an estimate of the wait."""

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
from bot.errors import QuestionTimeoutError, QueueFullError, ShuttingDownError

Result = TypeVar("Result")

FIRST_GUESS = 1.5
"""Seconds an answer takes, until answers were timed."""
WEIGHT = 0.1
"""Of the latest answer in the running mean."""


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How many are served at once, how many may wait, seconds for one answer."""

    workers: int = 2
    waiting: int = 200
    waiting_per_space: int = 50
    waiting_per_user: int = 3
    timeout: float = 60.0


@dataclass(eq=False, slots=True)
class Job(Generic[Result]):
    """A place in the queue; `result` is set once, whatever happens."""

    asker: Asker
    work: Callable[[], Result]
    result: asyncio.Future[Result] = field(repr=False)


class AnswerQueue:
    """Runs jobs of blocking code in a pool of threads, the next one chosen fairly. For one event loop."""

    def __init__(self, limits: QueueLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._pool = ThreadPoolExecutor(limits.workers, thread_name_prefix="newsdesk answer")
        self._waiting: FairQueue[Job[Any]] = FairQueue()
        self._running: set[Job[Any]] = set()
        self._busy_workers = 0
        self._mean = FIRST_GUESS
        self._closing = False
        self._positions: dict[Job[Any], int] | None = None

    def join(self, asker: Asker, work: Callable[[], Result]) -> Job[Result]:
        """Return a queued job whose `result` comes later.

        Raise QueueFullError where there is no room, ShuttingDownError once the queue closes.
        """
        if self._closing:
            raise ShuttingDownError
        self._check_room(asker)
        job = Job(asker, work, asyncio.get_running_loop().create_future())
        # Cancelling the result is how one leaves the queue.
        job.result.add_done_callback(lambda _: self._left(job))
        self._waiting.push(job)
        self._serve()
        return job

    def position(self, job: Job[Any]) -> int:
        """Return the place in the queue: 0 for a job that is being served or is done."""
        if self._positions is None:
            self._positions = {waiting: n for n, waiting in enumerate(self._waiting.in_order(), start=1)}
        return self._positions.get(job, 0)

    def seconds_until_room(self, ahead: int) -> int:
        """Estimate how long `ahead` jobs take, from the answers so far."""
        return max(1, math.ceil(ahead * self._mean / self._limits.workers))

    async def close(self, grace: float) -> None:
        """Fail the waiting jobs at once, and the running ones after `grace` seconds."""
        self._closing = True
        for job in self._waiting.in_order():
            _fail(job, ShuttingDownError())
        if self._running:
            await asyncio.wait({job.result for job in self._running}, timeout=grace)
        for job in list(self._running):
            _fail(job, ShuttingDownError())
        self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def waiting(self) -> int:
        """Return how many jobs wait."""
        return len(self._waiting)

    @property
    def idle(self) -> bool:
        """Return whether no thread works, not even on a job that was cancelled."""
        return self._busy_workers == 0

    def _check_room(self, asker: Asker) -> None:
        limits = self._limits
        if self._busy_workers < limits.workers:
            return
        by_user, by_space = self._waiting.count(asker)
        if by_user >= limits.waiting_per_user:
            raise QueueFullError(self.seconds_until_room(by_user))
        if by_space >= limits.waiting_per_space or len(self._waiting) >= limits.waiting:
            raise QueueFullError(self.seconds_until_room(len(self._waiting)))

    def _serve(self) -> None:
        self._positions = None
        while self._busy_workers < self._limits.workers and len(self._waiting):
            job = self._waiting.pop()
            self._running.add(job)
            self._busy_workers += 1
            loop = asyncio.get_running_loop()
            started = self._clock()
            running = loop.run_in_executor(self._pool, job.work)
            timer = loop.call_later(self._limits.timeout, _fail, job, QuestionTimeoutError())
            running.add_done_callback(partial(self._served, job, timer, started))

    def _served(
        self, job: Job[Any], timer: asyncio.TimerHandle, started: float, running: asyncio.Future[Any]
    ) -> None:
        timer.cancel()
        self._busy_workers -= 1
        self._mean += WEIGHT * (self._clock() - started - self._mean)
        error = ShuttingDownError() if running.cancelled() else running.exception()
        if error is not None:
            _fail(job, error)
        elif not job.result.done():
            job.result.set_result(running.result())
        self._running.discard(job)
        if not self._closing:
            self._serve()

    def _left(self, job: Job[Any]) -> None:
        self._running.discard(job)
        if self._waiting.remove(job):
            self._positions = None


def _fail(job: Job[Any], error: BaseException) -> None:
    if not job.result.done():
        job.result.set_exception(error)
