"""A question's way through the queue to its reply, and what the asker sees meanwhile."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from bot.chat.answerer import ChatQuestion
from bot.chat.queue import AnswerQueue, Job
from bot.chat.throttle import ChannelThrottle
from bot.errors import ChannelForbiddenError, DeliveryError, MessageGoneError
from bot.messages import Messages

log = logging.getLogger(__name__)
Result = TypeVar("Result")

UPDATE_SECONDS = 1.5
"""Between two looks at who waits, and two edits in a channel: Discord bears one in 1.2 s."""
FORBIDDEN_SECONDS = 600.0
"""For which a channel that forbids writing is left alone: Discord counts refusals."""


class ReplyTarget(Protocol):
    """Where an answer appears, on any platform. Every method raises DeliveryError."""

    throttle_channel: int
    """The channel whose limit its edits count to; 0: they have a limit of their own."""

    async def wait(self, text: str) -> None:
        """Show what the asker waits for; "" for nothing but a sign of life."""

    async def tell(self, text: str) -> None:
        """Show why there is no answer."""


class Delivery:
    """Questions under way. `messages` are a space's; `error_text` puts an error into a space's words."""

    def __init__(
        self,
        queue: AnswerQueue,
        messages: Callable[[int], Messages],
        error_text: Callable[[Exception, int], str],
    ) -> None:
        self.loading = True
        """Whether the models still load."""
        self._queue = queue
        self._messages = messages
        self._error_text = error_text
        self._throttle = ChannelThrottle(UPDATE_SECONDS)
        self._jobs: dict[int, Job[Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._forbidden_until: dict[int, float] = {}

    async def deliver(
        self,
        question: ChatQuestion,
        reply: ReplyTarget,
        key: int,
        work: Callable[[], Result],
        show: Callable[[Result], Awaitable[int]],
    ) -> int:
        """Run `work` in the queue and show its result; whatever happens, tell the asker.

        Return the id of the message that shows it, 0 where none does. `key` is the message whose deletion
        means that nobody waits any more.
        """
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            return await self._deliver(question, reply, key, work, show)
        except MessageGoneError:
            log.info("nobody is there any more for the answer to message %s", key)
        except ChannelForbiddenError as error:
            self._forbidden_until[question.channel] = time.monotonic() + FORBIDDEN_SECONDS
            log.warning("channel %s lets me read and not write: %s", question.channel, error)
        except Exception:  # a command or an event ends here: it is logged, and the asker told once
            log.exception("the answer to message %s could not be shown", key)
            with suppress(DeliveryError):
                await reply.tell(self._messages(question.space).text("broken"))
        finally:
            self._tasks.discard(task)
        return 0

    async def _deliver(
        self,
        question: ChatQuestion,
        reply: ReplyTarget,
        key: int,
        work: Callable[[], Result],
        show: Callable[[Result], Awaitable[int]],
    ) -> int:
        try:
            result = await self._wait_for(question, reply, key, work)
        except (MessageGoneError, ChannelForbiddenError):
            raise
        except Exception as error:  # whatever it is, the asker is told; `error_text` logs the unexpected
            await reply.tell(self._error_text(error, question.space))
            return 0
        return await show(result)

    async def _wait_for(
        self, question: ChatQuestion, reply: ReplyTarget, key: int, work: Callable[[], Result]
    ) -> Result:
        job = self._queue.join(question.asker, work)
        self._jobs[key] = job
        try:
            await self._show_position(job, question, reply)
            if job.result.cancelled():
                raise MessageGoneError
            return await job.result
        finally:
            job.result.cancel()
            if self._jobs.get(key) is job:
                del self._jobs[key]

    async def _show_position(self, job: Job[Any], question: ChatQuestion, reply: ReplyTarget) -> None:
        """Say how long the queue is while one waits, and nothing where it goes quickly."""
        messages, shown = self._messages(question.space), ""
        await reply.wait("")
        while not (await asyncio.wait({job.result}, timeout=UPDATE_SECONDS))[0]:
            place = self._queue.position(job)
            text = messages.text("loading") if self.loading else ""
            if place:
                text = messages.text("waiting", place=place, seconds=self._queue.seconds_until_room(place))
            if text != shown and self._throttle.acquire(reply.throttle_channel):
                await _show_meanwhile(reply, text or messages.text("thinking"), job.result)
                shown = text

    def withdraw(self, key: int) -> bool:
        """Give up the answer to message `key`; return whether anybody waited for it."""
        job = self._jobs.get(key)
        return bool(job and job.result.cancel())

    def is_forbidden(self, channel: int) -> bool:
        """Return whether writing to a channel was refused a short while ago."""
        return self._forbidden_until.get(channel, 0.0) > time.monotonic()

    async def finish(self, timeout: float) -> None:
        """Wait until every reply that is being written is there, at most `timeout` seconds."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=timeout)


async def _show_meanwhile(reply: ReplyTarget, text: str, result: asyncio.Future[Any]) -> None:
    """Show `text`, unless the result comes first, which must not queue behind it.

    A failure costs no answer. Raise MessageGoneError and ChannelForbiddenError.
    """
    task = asyncio.create_task(reply.wait(text))
    try:
        await asyncio.wait({task, result}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        task.cancel()
    await asyncio.wait({task})
    error = None if task.cancelled() else task.exception()
    if isinstance(error, DeliveryError) and not isinstance(error, MessageGoneError | ChannelForbiddenError):
        log.info("the place in the queue could not be shown: %s", error)
    elif error:
        raise error
