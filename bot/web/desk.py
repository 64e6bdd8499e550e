"""The desk: takes questions of all clients, in a fair queue, and hands out what the engine says."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from bot.chat.fair_queue import Asker
from bot.chat.queue import AnswerQueue, QueueLimits
from bot.errors import NoArticlesError
from bot.requests.queries import known_source
from bot.services.answer_log import log_answer
from bot.services.answer_stream import stream_answer
from retrieval.claims.factcheck import ClaimCheck
from retrieval.engine import Digest, Engine
from retrieval.errors import NewsdeskError
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Answer, Partial, Query

log = logging.getLogger(__name__)
Result = TypeVar("Result")

TICK = 2.0
"""Seconds between two signs of life while one waits."""


def queue_limits(workers: int) -> QueueLimits:
    """Return limits for many clients of which most wait for few workers."""
    return QueueLimits(workers, waiting=256, waiting_per_space=256, waiting_per_user=16, timeout=120.0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sign of life: the place in the queue, 0 while the question is worked on, and about how long."""

    place: int
    seconds: int


@dataclass(frozen=True)
class Desk:
    """The engine behind a queue, for one event loop. Every method may raise what `AnswerQueue.join` does."""

    engine: Engine
    queue: AnswerQueue
    browser: ArticleBrowser
    today: Callable[[], date] = date.today
    log_questions: bool = False
    warm: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the models are loaded."""

    async def load(self) -> None:
        """Load the models beside the event loop; questions wait for them meanwhile."""
        pool = ThreadPoolExecutor(1, thread_name_prefix="newsdesk loading")
        loading = asyncio.get_running_loop().run_in_executor(pool, self.engine.warm)
        pool.shutdown(wait=False)  # a `with` would hold the event loop until they are loaded
        try:
            await loading
        except NewsdeskError as error:
            log.error("the models cannot be loaded: %s", error)
        self.warm.set()

    def close(self) -> None:
        self.browser.close()

    async def run(self, asker: Asker, work: Callable[[], Result]) -> Result:
        """Return the result of blocking work. Cancelling leaves the queue."""
        job = self.queue.join(asker, work)
        try:
            return await job.result
        finally:
            job.result.cancel()

    async def beside(self, work: Callable[[], Result]) -> Result:
        """Return the result of a short look into the database, which passes the queue by."""
        return await asyncio.to_thread(work)

    async def ask(self, query: Query, asker: Asker) -> Answer:
        """Return the answer. Raise NoArticlesError and what the engine raises."""

        def work() -> Answer:
            return self.engine.ask(self.ready(query))

        answer = await self.run(asker, work)
        log_answer(answer, "web", with_question=self.log_questions)
        return answer

    async def check(self, query: Query, asker: Asker) -> ClaimCheck:
        """Return the verdict on a claim. Raise like `ask`."""
        return await self.run(asker, lambda: self.engine.check(self.ready(query)))

    async def digest(self, query: Query, asker: Asker) -> Digest:
        """Return the stories of some days. Raise like `ask`."""
        return await self.run(asker, lambda: self.engine.digest(self.ready(query)))

    async def stream(self, query: Query, asker: Asker) -> AsyncGenerator[Waiting | Partial | Answer, None]:
        """Yield signs of life and partial answers, then the answer. Raise like `ask`.

        A thread of the queue waits for the stream, so that no more are answered at once than it has.
        """
        loop, items = asyncio.get_running_loop(), asyncio.Queue[Partial | None]()
        answering, ended = list[Future[Answer]](), threading.Event()

        def work() -> Answer:
            streaming = stream_answer(self.engine, self.ready(query), items.put_nowait)
            answering.append(asyncio.run_coroutine_threadsafe(streaming, loop))
            if ended.is_set():  # whoever asked left before it began
                answering[0].cancel()
            return answering[0].result()

        def end(_: object) -> None:
            ended.set()
            items.put_nowait(None)
            for one in answering:
                one.cancel()

        job = self.queue.join(asker, work)
        job.result.add_done_callback(end)
        try:
            while not (job.result.done() and items.empty()):
                item = await _next(items)
                if isinstance(item, Partial):
                    yield item
                elif not job.result.done():
                    place = self.queue.position(job)
                    yield Waiting(place, self.queue.seconds_until_room(place))
            answer = await job.result
        finally:
            job.result.cancel()
        log_answer(answer, "web", with_question=self.log_questions)
        yield answer

    def ready(self, query: Query) -> Query:
        """Return the query with its source as the articles spell it; block meanwhile.

        Raise NoArticlesError, and what `known` raises.
        """
        if not self.engine.index.articles.counts()[0]:
            raise NoArticlesError
        return self.known(query)

    def known(self, query: Query) -> Query:
        """Return the query with its source as the articles spell it. Raise UsageError for an unknown one."""
        if not query.source:
            return query
        return replace(query, source=known_source(query.source, self.engine.index.articles.sources()))


async def _next(items: asyncio.Queue[Partial | None]) -> Partial | None:
    """Return the next item, None after `TICK` seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(TICK):
            return await items.get()
    return None
