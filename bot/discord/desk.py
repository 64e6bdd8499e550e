"""What every part of the bot shares, and the way a question takes through it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import discord

from bot.discord.answering import Answering, Asked
from bot.discord.cooldowns import Cooldowns
from bot.discord.errors import in_words
from bot.discord.furniture import Furniture, furniture
from bot.discord.line import Bounds, Line, Ticket
from bot.discord.rendering.answers import answer_embed
from bot.discord.stores.answers import AnswerStore, KeptAnswer
from bot.discord.stores.feedback import FeedbackStore
from bot.discord.stores.guilds import GuildStore
from bot.discord.stores.questions import QuestionStore
from bot.discord.surfaces import Abandoned, Surface
from bot.discord.views.answer import AnswerView
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.store.catalogue import Catalogue

log = logging.getLogger(__name__)

POSTED_EVERY = 1.5
"""Seconds between two looks at who waits: Discord bears an edit in 1.2 s."""
FORBIDDEN_FOR = 600.0
"""Seconds for which a channel that forbids writing is left alone: Discord counts refusals."""


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """One for a bot. Its stores are on the engine's data folder."""

    def __init__(self, engine: Engine, bounds: Bounds, clock: Callable[[], datetime] = now) -> None:
        folder = engine.index.folder
        self.engine = engine
        self.clock = clock
        self.catalogue = Catalogue(folder)
        self.answers = AnswerStore(folder, engine.index.articles)
        self.questions = QuestionStore(folder)
        self.feedback = FeedbackStore(folder)
        self.guilds = GuildStore(folder)
        self.line = Line(bounds)
        self.cooldowns = Cooldowns(lambda: clock().timestamp())
        self.owners: frozenset[int] = frozenset()
        self.loading = True
        self._answering = Answering(engine, self.answers, self.catalogue, clock)
        self._tickets: dict[int, Ticket[KeptAnswer]] = {}
        self._serving: set[asyncio.Task[None]] = set()
        self._forbidden: dict[int, float] = {}

    def furniture(self, guild: int) -> Furniture:
        return furniture(self.guilds.get(guild).language)

    async def serve(self, asked: Asked, surface: Surface, key: int, *, titled: bool) -> int:
        """Answer on `surface`, whatever happens; the id of the message that does, 0 where none could.

        `key` is the message whose deletion means that nobody waits any more.
        """
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            return await self._serve(asked, surface, key, titled)
        except Abandoned:
            log.info("nobody is there any more for the answer to message %s", key)
        except discord.Forbidden as error:
            self._forbidden[asked.channel] = time.monotonic() + FORBIDDEN_FOR
            log.warning("channel %s lets me read and not write: %s", asked.channel, error.text)
        finally:
            self._serving.discard(task)
        return 0

    async def _serve(self, asked: Asked, surface: Surface, key: int, titled: bool) -> int:
        words = self.furniture(asked.guild)
        try:
            kept = await self._wait_for(asked, surface, key)
        except (Abandoned, discord.Forbidden):
            raise
        except Exception as error:  # whatever it is, who asked is told; `in_words` logs the unexpected
            await surface.tell(in_words(error, words, self.clock()))
            return 0
        embed = answer_embed(kept, words, self.clock(), titled=titled)
        message = await surface.show(embed, AnswerView(kept, words))
        await asyncio.to_thread(self.answers.shown, kept.id, message)
        return message

    async def _wait_for(self, asked: Asked, surface: Surface, key: int) -> KeptAnswer:
        ticket = self.line.join(asked.asker, lambda: self._answering.answer(asked))
        self._tickets[key] = ticket
        try:
            await self._keep_posted(ticket, asked, surface)
            if ticket.result.cancelled():
                raise Abandoned
            return await ticket.result
        finally:
            ticket.result.cancel()
            if self._tickets.get(key) is ticket:
                del self._tickets[key]

    async def _keep_posted(self, ticket: Ticket[KeptAnswer], asked: Asked, surface: Surface) -> None:
        """Say how long the line is while one waits, and nothing where it goes quickly."""
        words, said = self.furniture(asked.guild), ""
        await surface.wait("")
        while not (await asyncio.wait({ticket.result}, timeout=POSTED_EVERY))[0]:
            place = self.line.place(ticket)
            text = words.loading if self.loading else ""
            if place:
                text = words.waiting.format(place=place, seconds=self.line.seconds_until_room(place))
            if text != said:
                await surface.wait(text or words.thinking)
                said = text

    def withdraw(self, key: int) -> bool:
        """Nobody waits for the answer to message `key` any more; whether somebody did."""
        ticket = self._tickets.get(key)
        return bool(ticket and ticket.result.cancel())

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
        """Finish what is being answered within `grace` seconds, apologise to the others."""
        await self.line.close(grace)
        if self._serving:
            await asyncio.wait(set(self._serving), timeout=1.0)

    def close(self) -> None:
        for store in (self.catalogue, self.answers, self.questions, self.feedback, self.guilds):
            with suppress(Exception):
                store.close()
