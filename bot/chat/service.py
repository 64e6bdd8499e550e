"""A chat bot without a platform: the parts that every front end shares."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeAlias

from bot.chat.answerer import ChatAnswerer, ChatQuestion
from bot.chat.cooldowns import Cooldowns
from bot.chat.delivery import Delivery, ReplyTarget
from bot.chat.draft import Draft
from bot.chat.patience import patiently
from bot.chat.permissions import Visitor, find_denial
from bot.chat.queue import AnswerQueue, QueueLimits
from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.commands import CommandStore
from bot.chat.store.feedback import FeedbackStore
from bot.chat.store.questions import QuestionStore
from bot.chat.store.spaces import SpaceStore
from bot.errors import Denial, NotAllowedError
from bot.messages import LANGUAGES, Messages, load_messages
from bot.messages.keys import MessageKey
from bot.requests.days import parse_span
from bot.services.feedback import Vote, question_line
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.index.browse import ArticleBrowser

log = logging.getLogger(__name__)
ErrorText: TypeAlias = Callable[[Exception, Messages, datetime], str]

QUIET_SECONDS = 30.0
"""Seconds until a user is told the same refusal again."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class ChatService:
    """The service of one bot. Its stores are in the engine's data folder.

    `error_text` puts an error into words with the platform's markup. Raise LookupError where a language
    lacks a message.
    """

    def __init__(
        self,
        engine: Engine,
        limits: QueueLimits,
        error_text: ErrorText,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        folder = engine.index.folder
        self.engine = engine
        self.clock = clock
        self.browser = ArticleBrowser(folder)
        self.answers = AnswerStore(folder, engine.index.articles)
        self.questions = QuestionStore(folder)
        self.commands = CommandStore(folder)
        self.feedback = FeedbackStore(folder, engine.index.articles)
        self.spaces = SpaceStore(folder)
        engine.index.on_removed(self.answers.forget_articles)
        engine.index.on_removed(self.feedback.forget_articles)
        self.queue = AnswerQueue(limits)
        self.cooldowns = Cooldowns(lambda: clock().timestamp())
        self.delivery = Delivery(
            self.queue, self.messages, lambda error, space: error_text(error, self.messages(space), clock())
        )
        self._answerer = ChatAnswerer(engine, self.browser, self.answers, clock, limits.timeout)
        self._messages = {language: load_messages(language) for language in LANGUAGES}

    def messages(self, space: int) -> Messages:
        """Return the messages in a space's language."""
        return self._messages.get(self.spaces.get(space).language, self._messages["en"])

    def check_allowed(self, visitor: Visitor) -> None:
        """Raise NotAllowedError. Read only memory, so that it may come before the platform's deadline."""
        settings = self.spaces.get(visitor.space)
        if denial := find_denial(settings, visitor):
            until = self.clock().timestamp() + QUIET_SECONDS
            raise NotAllowedError(denial, repeated=not self.cooldowns.tell_once(visitor.asker, until))
        if visitor.trusted:
            return
        rates = {"cooldown": settings.cooldown, "per_minute": settings.per_minute}
        if until := self.cooldowns.until(visitor.asker, **rates):
            repeated = not self.cooldowns.tell_once(visitor.asker, until)
            raise NotAllowedError(Denial.COOLDOWN, until=until, repeated=repeated)

    async def answer(
        self,
        question: ChatQuestion,
        reply: ReplyTarget,
        key: int,
        show: Callable[[KeptAnswer], Awaitable[int]],
    ) -> int | None:
        """Answer a question, show the answer and keep it, as `Delivery.deliver` does."""

        async def keep_and_show(kept: KeptAnswer) -> int:
            # Kept first, or the first click would find nothing; not kept where nobody sees it.
            await patiently(self.answers.add, kept)
            try:
                message = await show(kept)
            except BaseException:
                await patiently(self.answers.drop, kept.id)
                raise
            await patiently(self.answers.shown, kept.id, message)
            return message

        draft = Draft()
        return await self.delivery.deliver(
            question, reply, key, lambda: self._answerer.answer(question, draft), keep_and_show, draft
        )

    def vote(self, answer_id: str, user: int, *, good: bool, reason: str = "") -> bool:
        """Keep a thumb; block meanwhile. Return False where the answer is not kept any more."""
        kept = self.answers.get(answer_id)
        if kept is None:
            return False
        question = question_line(kept.answer, kept.query, kept.id, kept.asked.date())
        vote = Vote(answer_id, user, good, question, reason, kept.user, kept.cited)
        self.feedback.vote(vote, self.clock())
        return True

    def forget(self, user: int) -> Mapping[MessageKey, int]:
        """Delete all that is kept of a user; return how much of each there was."""
        return {
            "answers": self.answers.forget(user),
            "questions": self.questions.forget(user),
            "votes": self.feedback.forget(user),
        }

    def prune(self) -> None:
        """Delete answers and questions that are too old to keep."""
        now = self.clock()
        self.answers.prune(now)
        self.questions.prune(now)

    async def warm(self) -> None:
        """Load the models beside the event loop."""
        pool = ThreadPoolExecutor(1, thread_name_prefix="newsdesk loading")
        loading = asyncio.get_running_loop().run_in_executor(pool, self._warm)
        pool.shutdown(wait=False)  # a `with` would hold the event loop until they are loaded
        try:
            await loading
        except NewsdeskError as error:
            log.error("the models cannot be loaded: %s", error)
        self.delivery.loading = False

    def _warm(self) -> None:
        self.engine.warm()
        parse_span("last week", self.clock().date())  # which loads the words for dates, for a second or more

    async def leave(self, grace: float) -> None:
        """Finish the answers under way within `grace` seconds and apologise to the other askers."""
        end = time.monotonic() + grace + 1.0
        await self.queue.close(grace)
        await self.delivery.finish(end - time.monotonic())

    def close(self) -> None:
        for store in (
            *(self.browser, self.answers, self.questions, self.commands, self.feedback, self.spaces),
        ):
            with suppress(Exception):
                store.close()
