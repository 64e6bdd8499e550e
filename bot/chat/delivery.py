"""Delivers answers: puts questions into the queue and shows the results."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from bot.chat.answerer import ChatQuestion
from bot.chat.draft import Draft
from bot.chat.queue import AnswerQueue, Job
from bot.chat.throttle import ChannelThrottle
from bot.errors import ChannelForbiddenError, DeliveryError, MessageGoneError, ShuttingDownError
from bot.messages import Messages
from bot.render.answer_text import lines_text

log = logging.getLogger(__name__)
Result = TypeVar("Result")

UPDATE_SECONDS = 1.5
"""Seconds between two updates of a waiting message. Discord allows one edit in 1.2 s."""
TYPING_SECONDS = 8.0
"""Seconds between two signs that the bot is typing. Discord shows one for 10 s."""
ELAPSED_STEP = 5
"""Seconds after which a wait without other news is told anew."""
FORBIDDEN_SECONDS = 600.0
"""Seconds for which nothing is sent to a channel that forbids writing, since Discord counts refusals."""


class ReplyTarget(Protocol):
    """The place of an answer on any platform. Every method raises DeliveryError."""

    throttle_channel: int
    """The channel whose limit its edits count to; 0: they have a limit of their own."""

    async def type(self) -> None:
        """Show for some seconds that the bot is at work, where that can be shown without a message."""

    async def wait(self, text: str, draft: str) -> None:
        """Show what the asker waits for, below what of the answer is there already, if anything is."""

    async def tell(self, text: str) -> None:
        """Show why there is no answer."""


class Delivery:
    """Questions under way. `messages` and `error_text` speak the asker's language."""

    def __init__(
        self,
        queue: AnswerQueue,
        messages: Callable[[ChatQuestion], Messages],
        error_text: Callable[[Exception, ChatQuestion], str],
    ) -> None:
        self.loading = True
        """Whether the models still load."""
        self._queue = queue
        self._messages = messages
        self._error_text = error_text
        self._throttle = ChannelThrottle(UPDATE_SECONDS)
        self._jobs: dict[int, Job[Any]] = {}
        self._tasks: dict[asyncio.Task[Any], int] = {}
        """By the user who waits."""
        self._forbidden_until: dict[int, float] = {}

    async def deliver(
        self,
        question: ChatQuestion,
        reply: ReplyTarget,
        key: int,
        work: Callable[[], Result],
        show: Callable[[Result], Awaitable[int]],
        draft: Draft | None = None,
    ) -> int | None:
        """Run `work` in the queue, show `draft` meanwhile and then the result. Tell of every failure.

        Return the id of the message that shows the result, 0 where nobody waits any more, and None where the
        bot leaves before: the next start is to answer. Deleting the message `key` ends the wait.
        """
        task = asyncio.current_task()
        assert task is not None
        self._tasks[task] = question.user
        try:
            try:
                return await show(await self._wait_for(question, reply, key, work, draft))
            except (MessageGoneError, ChannelForbiddenError):
                raise
            except ShuttingDownError as error:
                await reply.tell(self._error_text(error, question))
                return None
            except Exception as error:  # the asker is told once; `error_text` logs the unexpected
                await reply.tell(self._error_text(error, question))
        except MessageGoneError:
            log.info("nobody waits any more for the answer to message %s", key)
        except ChannelForbiddenError as error:
            self._forbidden_until[question.channel] = time.monotonic() + FORBIDDEN_SECONDS
            log.warning("channel %s lets me read and not write: %s", question.channel, error)
        except Exception:  # a command or an event ends here
            log.exception("the answer to message %s could not be shown", key)
        finally:
            self._tasks.pop(task, None)
        return 0

    async def _wait_for(
        self,
        question: ChatQuestion,
        reply: ReplyTarget,
        key: int,
        work: Callable[[], Result],
        draft: Draft | None,
    ) -> Result:
        job = self._queue.join(question.asker, work)
        self._jobs[key] = job
        try:
            await self._show_progress(job, question, reply, draft)
            if job.result.cancelled():
                raise MessageGoneError
            return await job.result
        finally:
            job.result.cancel()
            if draft:
                draft.end()
            if self._jobs.get(key) is job:
                del self._jobs[key]

    async def _show_progress(
        self, job: Job[Any], question: ChatQuestion, reply: ReplyTarget, draft: Draft | None
    ) -> None:
        """Show what is being done until the result comes. Show no words if that is quick."""
        shown, started = ("", ""), time.monotonic()
        typing = asyncio.create_task(_keep_typing(reply))
        try:
            while not (await asyncio.wait({job.result}, timeout=UPDATE_SECONDS))[0]:
                text = self._progress_text(job, question, draft, time.monotonic() - started)
                if text != shown and self._throttle.acquire(reply.throttle_channel):
                    await _show_meanwhile(reply, text, job.result)
                    shown = text
        finally:
            typing.cancel()

    def _progress_text(
        self, job: Job[Any], question: ChatQuestion, draft: Draft | None, seconds: float
    ) -> tuple[str, str]:
        """Return what the asker waits for, and what of the answer is verified."""
        messages, place = self._messages(question), self._queue.position(job)
        if place:
            wait = self._queue.seconds_until_room(place)
            return messages.text("waiting", place=place, seconds=wait), ""
        if self.loading:
            return messages.text("loading"), ""
        if draft and draft.partial:
            return messages.text("writing"), lines_text(draft.partial.lines, messages)
        elapsed = int(seconds // ELAPSED_STEP * ELAPSED_STEP)
        return messages.text("thinking", seconds=elapsed), ""

    def withdraw(self, key: int) -> bool:
        """Cancel the answer to message `key`. Return whether anybody waited for it."""
        job = self._jobs.get(key)
        return bool(job and job.result.cancel())

    async def end_for(self, user: int, timeout: float) -> None:
        """Cancel all that a user waits for, and wait until nothing of it is at work any more."""
        for job in list(self._jobs.values()):
            if job.asker.user == user:
                job.result.cancel()
        if tasks := {task for task, asker in self._tasks.items() if asker == user}:
            await asyncio.wait(tasks, timeout=timeout)

    def is_forbidden(self, channel: int) -> bool:
        """Return whether writing to a channel was refused a short while ago."""
        return self._forbidden_until.get(channel, 0.0) > time.monotonic()

    async def finish(self, timeout: float) -> None:
        """Wait until every reply is written, at most `timeout` seconds."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=timeout)


async def _keep_typing(reply: ReplyTarget) -> None:
    """Show that the bot is at work until this is cancelled. The answer never waits for it."""
    while True:
        try:
            await reply.type()
        except DeliveryError as error:
            log.info("that I type could not be shown: %s", error)
        await asyncio.sleep(TYPING_SECONDS)


async def _show_meanwhile(reply: ReplyTarget, text: tuple[str, str], result: asyncio.Future[Any]) -> None:
    """Show `text`, unless the result comes first.

    A failure costs no answer. Raise MessageGoneError and ChannelForbiddenError.
    """
    task = asyncio.create_task(reply.wait(*text))
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
