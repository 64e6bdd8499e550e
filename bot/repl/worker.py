"""A thread that runs one job after another. The program may end without it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Result = TypeVar("Result")


class Worker:
    """Jobs run in the order they came. A model's run cannot be interrupted, only its result abandoned."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, daemon=True, name="newsdesk worker")
        self.running: Future[Any] | None = None
        """The job that is being done."""

    def submit(self, job: Callable[[], Result]) -> Future[Result]:
        """Do `job` after those before it. Skip a job that was cancelled in time."""
        future: Future[Result] = Future()
        self._jobs.put((future, job))
        if self._thread.ident is None:
            self._thread.start()
        return future

    def stop(self) -> bool:
        """Take no further job. Return whether the thread has ended; it cannot while a job runs."""
        self._jobs.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout=0 if self.running else 1)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while item := self._jobs.get():
            future, job = item
            if future.set_running_or_notify_cancel():
                self.running = future
                _settle(future, job)
                self.running = None


def _settle(future: Future[Any], job: Callable[[], Any]) -> None:
    try:
        result = job()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
