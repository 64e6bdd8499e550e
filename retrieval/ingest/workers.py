"""Preparing articles on all cores, in the order in which they come.

The processes are started by their command line: `multiprocessing` would run the program's main module again
in each, which harms a program that calls `ingest` from its own.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from retrieval.ingest.preparing import prepare
from retrieval.values import Notice, PreparedArticle, RawArticle, Rejection

Offered = RawArticle | Rejection | Notice
Prepared = tuple[Offered, PreparedArticle | str | None]
"""What was offered, and of an article what is to be stored of it, or why nothing is."""
Work = Sequence[tuple[Offered, str]]
"""Each with the moment at which it came in."""

CHUNK = 64_000
"""Characters that are prepared together: some 100 passages, a tenth of a second."""
CHUNK_SECONDS = 0.5
"""A chunk waits no longer for more, so that what comes slowly is stored as it comes."""
ALONE = 300_000
"""Characters that this process prepares before it starts others, which takes each of them half a second."""
MOST = 4
"""Processes; the one writer keeps up with no more."""


def prepare_all(
    offered: Iterable[Offered], clock: Callable[[], str], processes: int = 0
) -> Iterator[Prepared]:
    """Yield what becomes of each, in order; 0 processes: one for each core, and none for a single one.

    At most a few chunks wait in memory. Where no process can be started, this one does all.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    processes = min(processes or cores, MOST)
    chunks = _chunks(offered, clock)
    for size, chunk in chunks:
        yield from _prepare(chunk)
        if processes > 1 and size >= ALONE:
            yield from _together(chunks, processes)


def _chunks(offered: Iterable[Offered], clock: Callable[[], str]) -> Iterator[tuple[int, Work]]:
    """Yield pieces of work, each with the number of characters up to its end."""
    chunk, characters, total, since = list[tuple[Offered, str]](), 0, 0, monotonic()
    for item in offered:
        since = since if chunk else monotonic()
        chunk.append((item, clock()))
        characters += len(item.text) if isinstance(item, RawArticle) else 1
        if characters >= CHUNK or monotonic() - since > CHUNK_SECONDS:
            total += characters
            yield total, chunk
            chunk, characters = [], 0
    if chunk:
        yield total + characters, chunk


def _prepare(work: Work) -> list[Prepared]:
    return [(item, prepare(item, at) if isinstance(item, RawArticle) else None) for item, at in work]


def _together(chunks: Iterable[tuple[int, Work]], processes: int) -> Iterator[Prepared]:
    waiting = deque[Future[list[Prepared]]]()
    workers = _Workers()
    with ThreadPoolExecutor(processes, "newsdesk-prepare") as pool:
        try:
            for _, chunk in chunks:
                waiting.append(pool.submit(workers.prepare, chunk))
                while len(waiting) > 2 * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            workers.close()


class _Workers:
    """A process for each thread that asks."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._all: list[_Worker] = []

    def prepare(self, work: Work) -> list[Prepared]:
        """Return what becomes of the work; done here where the thread's process has failed."""
        if not hasattr(self._own, "worker"):
            self._own.worker = _start()
            self._all += filter(None, [self._own.worker])
        worker: _Worker | None = self._own.worker
        try:
            return worker.prepare(work) if worker else _prepare(work)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._own.worker = None
            return _prepare(work)

    def close(self) -> None:
        for worker in self._all:
            worker.close()


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process that answers each piece of work."""

    process: subprocess.Popen[bytes]

    def prepare(self, work: Work) -> list[Prepared]:
        texts = [(item, at) for item, at in work if isinstance(item, RawArticle)]
        assert self.process.stdin and self.process.stdout
        pickle.dump(texts, self.process.stdin, pickle.HIGHEST_PROTOCOL)
        self.process.stdin.flush()
        # Only what our own process writes is ever unpickled.
        prepared = iter(pickle.load(self.process.stdout))
        return [(item, next(prepared) if isinstance(item, RawArticle) else None) for item, _ in work]

    def close(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            with suppress(OSError):  # what was not yet written cannot be any more
                pipe.close()
        self.process.wait()


_SERVE = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
import sys
sys.path[:] = {path!r}
from {module} import serve
serve()
"""


def _start() -> _Worker | None:
    """Start a process that imports from where this one does; None where there can be none."""
    try:
        code = _SERVE.format(path=sys.path, module=__name__)
        process = subprocess.Popen(
            [sys.executable or "", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    except (OSError, ValueError):
        return None
    return _Worker(process)


def serve() -> None:
    """Answer pieces of work on standard input until it ends; the main of a worker."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(EOFError, OSError, pickle.UnpicklingError):  # who started this one has ended, or was killed
        while True:
            work: list[tuple[RawArticle, str]] = pickle.load(source)
            pickle.dump([prepare(raw, at) for raw, at in work], target, pickle.HIGHEST_PROTOCOL)
            target.flush()
    os._exit(0)  # without a word about a pipe that is closed
