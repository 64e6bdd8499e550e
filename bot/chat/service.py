"""A chat bot without a platform: the parts that every front end shares."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeAlias

from bot.chat.answerer import ChatAnswerer, ChatQuestion
from bot.chat.cooldowns import Cooldowns
from bot.chat.delivery import Delivery, ReplyTarget
from bot.chat.draft import Draft
from bot.chat.patience import patiently
from bot.chat.permissions import Admission, SpaceSettings, Visitor, find_denial
from bot.chat.queue import AnswerQueue, QueueLimits
from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.budget import Budget
from bot.chat.store.commands import CommandStore
from bot.chat.store.feedback import FeedbackStore
from bot.chat.store.questions import QuestionStore
from bot.chat.store.spaces import SpaceStore
from bot.errors import Denial, NotAllowedError
from bot.messages import LANGUAGES, Messages, load_messages
from bot.messages.keys import MessageKey
from bot.render.watches import watch_as_dict
from bot.requests.days import parse_span
from bot.services.feedback import Vote, question_line
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.index.browse import ArticleBrowser
from retrieval.watches.store import WatchStore

log = logging.getLogger(__name__)
ErrorText: TypeAlias = Callable[[Exception, Messages, datetime], str]

BROWSING_SECONDS = 1
"""Seconds at most between two looks at lists of one user."""
LONGEST_END = 20.0
"""Seconds that what a user waits for may take to end, once it is cancelled."""
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
        *,
        admission: Admission | None = None,
        daily_tokens: int = 0,
        private_cooldown: int = 5,
    ) -> None:
        folder = engine.index.folder
        self.engine = engine
        self.clock = clock
        self.browser = ArticleBrowser(folder)
        self.answers = AnswerStore(folder, engine.index.articles)
        self.questions = QuestionStore(folder)
        self.commands = CommandStore(folder)
        self.feedback = FeedbackStore(folder, engine.index.articles)
        self.spaces = SpaceStore(folder, SpaceSettings(cooldown=private_cooldown))
        self.budget = Budget(folder, daily_tokens)
        self.watches = WatchStore(folder)
        self.admission = admission or Admission()
        engine.index.on_removed(self.answers.forget_articles)
        engine.index.on_removed(self.feedback.forget_articles)
        self.queue = AnswerQueue(limits)
        self.cooldowns = Cooldowns(lambda: clock().timestamp())
        self.browsing = Cooldowns(lambda: clock().timestamp())
        """Of what no model answers, such as lists of articles."""
        self.delivery = Delivery(
            self.queue,
            self.messages_for,
            lambda error, asked: error_text(error, self.messages_for(asked), clock()),
        )
        self._answerer = ChatAnswerer(
            *(engine, self.browser, self.answers, clock, limits.timeout, self.budget)
        )
        self._messages = {language: load_messages(language) for language in LANGUAGES}

    def messages(self, space: int, language: str = "") -> Messages:
        """Return the messages in `language`, as in "de" or "de-AT"; if there are none, in the space's."""
        chosen = self._messages.get(language.partition("-")[0])
        return chosen or self._messages.get(self.spaces.get(space).language, self._messages["en"])

    def messages_for(self, question: ChatQuestion) -> Messages:
        return self.messages(question.space, question.language)

    def find_denial(self, visitor: Visitor) -> Denial | None:
        """Return why a visitor may not ask here at all."""
        if not self.admission.admits(visitor.user, visitor.space):
            return Denial.BLOCKED
        return find_denial(self.spaces.get(visitor.space), visitor)

    def check_allowed(self, visitor: Visitor, *, browsing: bool = False) -> None:
        """Raise NotAllowedError. Read only memory, so that it may come before the platform's deadline."""
        settings = self.spaces.get(visitor.space)
        if denial := self.find_denial(visitor):
            until = self.clock().timestamp() + QUIET_SECONDS
            raise NotAllowedError(denial, repeated=not self.cooldowns.tell_once(visitor.asker, until))
        if visitor.trusted:
            return
        cooldowns = self.browsing if browsing else self.cooldowns
        cooldown = min(settings.cooldown, BROWSING_SECONDS) if browsing else settings.cooldown
        if until := cooldowns.until(visitor.asker, cooldown=cooldown, per_minute=settings.per_minute):
            repeated = not cooldowns.tell_once(visitor.asker, until)
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

    async def forget(self, user: int) -> Mapping[MessageKey, int]:
        """Delete all that is kept of a user, and what is under way; return how much of each there was."""
        await self.delivery.end_for(user, LONGEST_END)
        return await patiently(self._forget, user)

    def _forget(self, user: int) -> Mapping[MessageKey, int]:
        self.commands.forget(user)
        self.spaces.forget_user(user)
        counts: dict[MessageKey, int] = {
            "answers": self.answers.forget(user),
            "questions": self.questions.forget(user),
            "votes": self.feedback.forget(user),
            "watches": self.watches.remove_of(owner=user),
        }
        self.answers.empty_log()
        return counts

    def export(self, user: int) -> dict[str, Any]:
        """Return all that is kept of a user, as JSON holds it; block meanwhile."""
        return {
            "answers": self.answers.export(user),
            "questions": self.questions.export(user),
            "votes": self.feedback.export(user),
            "watches": [watch_as_dict(watch) for watch in self.watches.all(owner=user)],
            "commands under way": self.commands.export(user),
            "language": self.spaces.language_of(user),
        }

    def forget_space(self, space: int) -> None:
        """Delete all that is kept of a space; block meanwhile."""
        self.feedback.forget_answers(self.answers.ids_in(space))
        self.answers.forget_space(space)
        self.questions.forget_guild(space)
        self.commands.forget_guild(space)
        self.watches.remove_of(space=space)
        self.spaces.forget(space)

    def known_spaces(self) -> set[int]:
        """Return the spaces of which anything is kept."""
        return (self.spaces.known() | self.answers.spaces() | {w.space for w in self.watches.all()}) - {0}

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
            *(self.browser, self.answers, self.questions, self.commands),
            *(self.feedback, self.spaces, self.budget, self.watches),
        ):
            with suppress(Exception):
                store.close()
