"""Answers the question of a chat: the blocking work that the queue runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.chat.draft import Draft, sentences_instead
from bot.chat.fair_queue import Asker
from bot.chat.store.answers import KeptAnswer, new_id
from bot.chat.store.budget import Budget
from bot.errors import NoArticlesError
from bot.requests.queries import known_source, make_query
from bot.services.answer_log import log_answer
from retrieval.conversation.memory import ConversationMemory
from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Answer, AnswerNotice, NoticeKind, Query, Turn


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """A user's question and where it was asked; `limits` are in the user's words."""

    text: str
    user: int
    space: int
    """0 for a direct message."""
    channel: int
    limits: Mapping[str, str | None] = field(default_factory=dict)
    private: bool = False
    follows: str = ""
    """The id of the kept answer that the question follows."""
    language: str = ""
    """The asker's, in direct messages; elsewhere that of the space counts."""
    context: str = ""
    """A message, title or post that the question is about; it is what was said before."""

    @property
    def asker(self) -> Asker:
        return Asker(self.user, self.space or self.channel)


@dataclass(frozen=True)
class ChatAnswerer:
    """The engine and its helpers; a conversation of `memory` has the id of its last answer."""

    engine: Engine
    browser: ArticleBrowser
    memory: ConversationMemory
    clock: Callable[[], datetime]
    seconds: float
    """How long an answer may take."""
    budget: Budget

    def answer(self, question: ChatQuestion, draft: Draft) -> KeptAnswer:
        """Answer the question; block meanwhile. Raise NoArticlesError and what the engine raises."""
        history = self.memory.turns(question.follows) if question.follows else ()
        if question.context:
            history = (Turn(question.context, ""), *history)
        query = replace(self._query(question), history=history)
        coverage = self.browser.coverage(query)
        if not coverage.articles and not self.browser.coverage(Query("")).articles:
            raise NoArticlesError
        answer = self._ask(question, query, draft)
        log_answer(answer, "chat", with_question=False)
        return KeptAnswer(
            id=new_id(),
            user=question.user,
            space=question.space,
            channel=question.channel,
            asked=self.clock(),
            query=query,
            coverage=coverage,
            answer=answer,
            private=question.private,
            follows=question.follows,
        )

    def _ask(self, question: ChatQuestion, query: Query, draft: Draft) -> Answer:
        """Return the answer: of the model, until what it may cost the space in a day is spent."""
        space, day = question.space or question.user, self.clock().date()
        if self.engine.writes and self.budget.is_spent(space, day):
            return sentences_instead(self.engine, query, AnswerNotice(NoticeKind.NO_ROOM))
        answer = draft.ask(self.engine, query, self.seconds)
        self.budget.spend(space, day, answer.usage.input_tokens + answer.usage.output_tokens)
        return answer

    def _query(self, question: ChatQuestion) -> Query:
        query = make_query(question.text, question.limits, self.clock().date())
        if not query.source:
            return query
        return replace(query, source=known_source(query.source, self.engine.index.articles.sources()))
