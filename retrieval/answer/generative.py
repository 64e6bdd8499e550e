"""The answerer that has a language model write and checks what it writes, sentence by sentence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from typing import Literal

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableGenerator

from retrieval.answer.claim_stream import Claim, ClaimStream
from retrieval.answer.context import Shown, harmless, show
from retrieval.answer.extractive import extract
from retrieval.claims.support import support
from retrieval.errors import ChatError
from retrieval.llm.chat import Chat, Piece
from retrieval.llm.prompt import Prompt
from retrieval.llm.tokens import estimate_tokens
from retrieval.models.protocols import Verifier
from retrieval.values import QuestionState, Reply, Statement

NO_ANSWER = re.compile(r"\W*NO[ _]ANSWER\W*")
"""What answer.md has the model write, and nothing with it, where the sentences do not answer."""
ITSELF = "These are the sentences themselves."
UNSUPPORTED = "Nothing the model wrote is borne out by the sentences it was shown"
MARKED = "What is marked is the model's own, and the sentences themselves follow."
NO_ROOM = "no sentence can be shown to the model within NEWSDESK_MODEL_TOKENS"
BROKEN_OFF = "The model broke off, and this is what it had written: {error}."


@dataclass(frozen=True)
class GenerativeAnswerer:
    """Everything it takes to write and check; `today` is asked when a question does not say."""

    chat: Chat
    prompt: Prompt
    verifier: Verifier
    unsupported: Literal["drop", "mark"] = "drop"
    today: Callable[[], date] = date.today

    def runnable(self) -> Runnable[QuestionState, Reply]:
        """As the chain takes it: streamed it gives a piece for each sentence, invoked their sum."""
        return RunnableGenerator(self._transform, self._atransform)

    def _transform(self, asked: Iterator[QuestionState]) -> Iterator[Reply]:
        for state in asked:
            writing = ModelWriting(self, state)
            yield writing.opening
            failure = "" if writing.may_begin else NO_ROOM
            try:
                for piece in () if failure else self.chat.stream(writing.messages, state.waited):
                    yield from writing.take(piece)
            except ChatError as error:
                failure = str(error)
            yield from writing.end(failure)

    async def _atransform(self, asked: AsyncIterator[QuestionState]) -> AsyncIterator[Reply]:
        async for state in asked:
            writing = ModelWriting(self, state)
            yield writing.opening
            failure = "" if writing.may_begin else NO_ROOM
            try:
                if not failure:
                    async with aclosing(self.chat.astream(writing.messages, state.waited)) as pieces:
                        async for piece in pieces:
                            for reply in await asyncio.to_thread(list, writing.take(piece)):
                                yield reply
            except ChatError as error:
                failure = str(error)
            for reply in await asyncio.to_thread(list, writing.end(failure)):
                yield reply


class ModelWriting:
    """One answer on its way: takes the model's words, gives the statements that hold."""

    def __init__(self, answerer: GenerativeAnswerer, state: QuestionState) -> None:
        self._by = answerer
        self._workings = state
        self._shown = self._show()
        self._drafting = ClaimStream(len(self._shown.evidence))
        self._declined = False
        self._kept = 0
        self._marked = 0
        self._cut = False

    @property
    def opening(self) -> Reply:
        """What is known before the first word."""
        return Reply(prompt_hashes=self._by.prompt.hashes)

    @property
    def may_begin(self) -> bool:
        """Whether there is a sentence to write from."""
        return bool(self._shown.evidence)

    @property
    def messages(self) -> list[BaseMessage]:
        query = self._workings.query
        return self._by.prompt.messages(
            today=query.as_of or self._by.today().isoformat(),
            sentences=self._shown.text,
            question=harmless(query.text),
        )

    def take(self, piece: Piece) -> Iterator[Reply]:
        """What a piece of the model's words comes to: statements it completes, or a longer draft."""
        self._cut |= piece.cut
        if piece.usage:
            yield Reply(usage=piece.usage)
            return
        yield from map(self._checked, self._drafting.feed(piece.text))
        yield Reply(draft=self._drafting.draft)

    def end(self, failure: str = "") -> Iterator[Reply]:
        """What is left to say; the extractive answer where nothing holds, and why."""
        rest = [] if failure else self._drafting.finish()
        yield from map(self._checked, rest[:-1] if self._cut else rest)
        if self._declined and not failure:
            yield Reply(declined=True, model=self._by.chat.name)
        elif self._kept:
            yield Reply(notice=BROKEN_OFF.format(error=failure) if failure else "")
        else:
            why = f"{failure[:1].upper()}{failure[1:]}" if failure else UNSUPPORTED
            notice = f"{why}. {MARKED if self._marked else ITSELF}"
            yield Reply(extract(self._workings), notice=notice)

    def _checked(self, claim: Claim) -> Reply:
        declines = not claim.cites and NO_ANSWER.fullmatch(claim.text) is not None
        self._declined |= declines and not self._kept
        if self._declined or declines:
            return Reply()
        evidence = support(claim, self._shown.evidence, self._by.verifier)
        if evidence:
            self._kept += 1
            return Reply((Statement(claim.text, evidence),), model=self._by.chat.name)
        if self._by.unsupported == "mark":
            self._marked += 1
            return Reply((Statement(claim.text, (), marked=True),), model=self._by.chat.name)
        return Reply(dropped=(claim.text,))

    def _show(self) -> Shown:
        """As many sentences as the question's tokens allow, once the rest has its share."""
        chat, query = self._by.chat, self._workings.query
        empty = self._by.prompt.messages(today="2000-01-01", sentences="", question=query.text)
        spent = sum(estimate_tokens(str(message.text)) for message in empty)
        asked = self._workings.usage.input_tokens + self._workings.usage.output_tokens
        return show(self._workings.evidence, chat.tokens - chat.answer_tokens - spent - asked)
