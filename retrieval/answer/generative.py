"""The answerer that has a language model write and checks what it writes, sentence by sentence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from langchain_core.messages import BaseMessage

from retrieval.answer.context import Shown, build_context
from retrieval.answer.extractive import extract
from retrieval.claims.claim_stream import Claim, ClaimStream
from retrieval.claims.support import support
from retrieval.errors import ChatError
from retrieval.llm.blocking import run_blocking
from retrieval.llm.chat import Chat, Piece, PiecesOf, each
from retrieval.llm.prompt import Prompt, harmless
from retrieval.llm.tokens import estimate_tokens
from retrieval.models.protocols import Verifier
from retrieval.values import AnswerNotice, NoticeKind, QuestionState, Reply, Statement

NO_ANSWER = re.compile(r"\W*NO[ _]ANSWER\W*")
"""What answer.md has the model write, and nothing with it, where the sentences do not answer."""


@dataclass(frozen=True)
class GenerativeAnswerer:
    """Everything it takes to write and check; `today` is asked when a question does not say."""

    chat: Chat
    prompt: Prompt
    verifier: Verifier
    unsupported: Literal["drop", "mark"] = "drop"
    today: Callable[[], date] = date.today

    writes = True

    def answer(self, state: QuestionState) -> Reply:
        """Return the whole reply; the pieces are read without an event loop of the caller's."""

        async def read() -> Reply:
            reply = Reply()
            async for piece in self._write(state, each(self.chat.stream)):
                reply += piece
            return reply

        return run_blocking(read())

    def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield a piece for each sentence that is verified; closing the iterator closes the connection."""
        return self._write(state, self.chat.astream)

    async def _write(self, state: QuestionState, pieces_of: PiecesOf) -> AsyncIterator[Reply]:
        writing = ModelWriting(self, state)
        yield writing.opening
        failure = None if writing.may_begin else AnswerNotice(NoticeKind.NO_ROOM)
        try:
            if not failure:
                async with aclosing(pieces_of(writing.messages, state.waited)) as pieces:
                    async for piece in pieces:
                        for reply in await asyncio.to_thread(list, writing.take(piece)):
                            yield reply
        except ChatError as error:
            failure = AnswerNotice(NoticeKind.MODEL_FAILED, str(error))
        for reply in await asyncio.to_thread(list, writing.end(failure)):
            yield reply


class ModelWriting:
    """One answer on its way: takes the model's words, gives the statements that hold."""

    def __init__(self, answerer: GenerativeAnswerer, state: QuestionState) -> None:
        self._by = answerer
        self._state = state
        self._shown = self._context()
        self._claims = ClaimStream(len(self._shown.evidence))
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
        query = self._state.query
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
        yield from map(self._checked, self._claims.feed(piece.text))
        yield Reply(draft=self._claims.draft)

    def end(self, failure: AnswerNotice | None = None) -> Iterator[Reply]:
        """Yield what is left to say; the extractive answer where nothing holds, and why."""
        rest = [] if failure else self._claims.finish()
        yield from map(self._checked, rest[:-1] if self._cut else rest)
        if self._declined and not failure:
            yield Reply(declined=True, model=self._by.chat.name)
        elif self._kept:
            notice = failure and replace(failure, kind=NoticeKind.MODEL_BROKE_OFF)
            yield Reply(notices=(notice,) if notice else ())
        else:
            notice = failure or AnswerNotice(NoticeKind.NOTHING_SUPPORTED)
            yield extract(self._state) + Reply(notices=(replace(notice, marked=self._marked > 0),))

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

    def _context(self) -> Shown:
        """As many sentences as the question's tokens allow, once the rest has its share."""
        chat, query = self._by.chat, self._state.query
        empty = self._by.prompt.messages(today="2000-01-01", sentences="", question=query.text)
        spent = sum(estimate_tokens(str(message.text)) for message in empty)
        asked = self._state.usage.input_tokens + self._state.usage.output_tokens
        return build_context(self._state.evidence, chat.tokens - chat.answer_tokens - spent - asked)
