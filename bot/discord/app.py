"""What every part of the bot shares, and the way a question takes through it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

import aiohttp
import discord

from bot.chat.answering import Answering, Asked
from bot.chat.cooldowns import Cooldowns
from bot.chat.messages import Messages, messages
from bot.chat.queue import AnswerQueue, Bounds, Job
from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.feedback import FeedbackStore
from bot.chat.store.guilds import GuildStore
from bot.chat.store.questions import QuestionStore
from bot.discord.embeds.answers import answer_embed
from bot.discord.errors import in_words
from bot.discord.replies import MessageGoneError, ReplyTarget
from bot.discord.throttle import ChannelThrottle, say_meanwhile
from bot.discord.views.answer import AnswerView
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.index.browse import ArticleBrowser

log = logging.getLogger(__name__)
Result = TypeVar("Result")

POSTED_EVERY = 1.5
"""Seconds between two looks at who waits, and two edits in a channel: Discord bears one in 1.2 s."""
FORBIDDEN_FOR = 600.0
"""Seconds for which a channel that forbids writing is left alone: Discord counts refusals."""


def now() -> datetime:
    return datetime.now(UTC)


class BotServices:
    """One for a bot. Its stores are on the engine's data folder."""

    def __init__(self, engine: Engine, bounds: Bounds, clock: Callable[[], datetime] = now) -> None:
        folder = engine.index.folder
        self.engine = engine
        self.clock = clock
        self.catalogue = ArticleBrowser(folder)
        self.answers = AnswerStore(folder, engine.index.articles)
        self.questions = QuestionStore(folder)
        self.feedback = FeedbackStore(folder, engine.index.articles)
        self.guilds = GuildStore(folder)
        engine.index.on_removed(self.answers.forget_articles)
        engine.index.on_removed(self.feedback.forget_articles)
        self.changing = asyncio.Lock()
        self.queue = AnswerQueue(bounds)
        self.cooldowns = Cooldowns(lambda: clock().timestamp())
        self.owners: frozenset[int] = frozenset()
        self.loading = True
        self._answering = Answering(engine, self.catalogue, self.answers.chain, clock)
        self._pace = ChannelThrottle(POSTED_EVERY)
        self._queued: dict[int, Job[Any]] = {}
        self._serving: set[asyncio.Task[None]] = set()
        self._forbidden: dict[int, float] = {}

    def messages(self, guild: int) -> Messages:
        return messages(self.guilds.get(guild).language)

    async def serve(self, asked: Asked, target: ReplyTarget, key: int, *, titled: bool) -> int:
        """Answer on `target` and keep the answer, as `attend` does."""
        words = self.messages(asked.guild)

        async def show(kept: KeptAnswer) -> int:
            # Kept first, or the first click would find nothing; not kept where nobody sees it.
            await asyncio.to_thread(self.answers.add, kept)
            embed = answer_embed(kept, words, self.clock(), titled=titled)
            try:
                message = await target.show(embed, AnswerView(kept, words, threads=target.threads))
            except BaseException:
                await asyncio.to_thread(self.answers.drop, kept.id)
                raise
            await asyncio.to_thread(self.answers.shown, kept.id, message)
            return message

        return await self.attend(asked, target, key, lambda: self._answering.answer(asked), show)

    async def attend(
        self,
        asked: Asked,
        target: ReplyTarget,
        key: int,
        job: Callable[[], Result],
        show: Callable[[Result], Awaitable[int]],
    ) -> int:
        """Run `job` in the line and show what it gives, whatever happens.

        Gives the id of the message that shows it, 0 where none could. `key` is the message whose deletion
        means that nobody waits any more.
        """
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            return await self._attend(asked, target, key, job, show)
        except MessageGoneError:
            log.info("nobody is there any more for the answer to message %s", key)
        except discord.Forbidden as error:
            self._forbidden[asked.channel] = time.monotonic() + FORBIDDEN_FOR
            log.warning("channel %s lets me read and not write: %s", asked.channel, error.text)
        except Exception:  # a command or an event ends here: it is logged, and a plain word tried once
            log.exception("the answer to message %s could not be shown", key)
            with suppress(MessageGoneError, discord.HTTPException, aiohttp.ClientError):
                await target.tell(self.messages(asked.guild).broken)
        finally:
            self._serving.discard(task)
        return 0

    async def _attend(
        self,
        asked: Asked,
        target: ReplyTarget,
        key: int,
        job: Callable[[], Result],
        show: Callable[[Result], Awaitable[int]],
    ) -> int:
        try:
            result = await self._wait_for(asked, target, key, job)
        except (MessageGoneError, discord.Forbidden):
            raise
        except Exception as error:  # whatever it is, who asked is told; `in_words` logs the unexpected
            await target.tell(in_words(error, self.messages(asked.guild), self.clock()))
            return 0
        return await show(result)

    async def _wait_for(
        self, asked: Asked, target: ReplyTarget, key: int, job: Callable[[], Result]
    ) -> Result:
        queued = self.queue.join(asked.asker, job)
        self._queued[key] = queued
        try:
            await self._keep_posted(queued, asked, target)
            if queued.result.cancelled():
                raise MessageGoneError
            return await queued.result
        finally:
            queued.result.cancel()
            if self._queued.get(key) is queued:
                del self._queued[key]

    async def _keep_posted(self, queued: Job[Any], asked: Asked, target: ReplyTarget) -> None:
        """Say how long the line is while one waits, and nothing where it goes quickly."""
        words, said = self.messages(asked.guild), ""
        await target.wait("")
        while not (await asyncio.wait({queued.result}, timeout=POSTED_EVERY))[0]:
            place = self.queue.place(queued)
            text = words.loading if self.loading else ""
            if place:
                text = words.waiting.format(place=place, seconds=self.queue.seconds_until_room(place))
            if text != said and self._pace.takes(target.paced):
                await say_meanwhile(target, text or words.thinking, queued.result)
                said = text

    def withdraw(self, key: int) -> bool:
        """Nobody waits for the answer to message `key` any more; whether somebody did."""
        queued = self._queued.get(key)
        return bool(queued and queued.result.cancel())

    def is_forbidden(self, channel: int) -> bool:
        """Whether writing to a channel was refused a short while ago."""
        return self._forbidden.get(channel, 0.0) > time.monotonic()

    async def warm(self) -> None:
        """Load the models beside the event loop."""
        pool = ThreadPoolExecutor(1, thread_name_prefix="newsdesk loading")
        loading = asyncio.get_running_loop().run_in_executor(pool, self.engine.warm)
        pool.shutdown(wait=False)  # a `with` would hold the event loop until they are loaded
        try:
            await loading
        except NewsdeskError as error:
            log.error("the models cannot be loaded: %s", error)
        self.loading = False

    async def leave(self, grace: float) -> None:
        """Finish what is being answered within `grace` seconds, apologise to the others;
        what is ready earlier has the more time to be shown."""
        end = time.monotonic() + grace + 1.0
        await self.queue.close(grace)
        if self._serving:
            await asyncio.wait(set(self._serving), timeout=end - time.monotonic())

    def close(self) -> None:
        for store in (self.catalogue, self.answers, self.questions, self.feedback, self.guilds):
            with suppress(Exception):
                store.close()
