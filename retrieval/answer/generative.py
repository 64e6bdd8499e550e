"""The generative answerer: a language model writes, and each of its sentences is checked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from langchain_core.messages import BaseMessage

from retrieval.answer.context import PromptContext, build_context, to_write_from
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
"""The whole answer of a model that finds no answer, as prompts/answer.md asks it to write."""


@dataclass(frozen=True)
class GenerativeAnswerer:
    """Write with `chat` and check with `verifier`; `today` counts for questions without a date."""

    chat: Chat
    prompt: Prompt
    verifier: Verifier
    unsupported: Literal["drop", "mark"] = "drop"
    today: Callable[[], date] = date.today

    writes = True

    def answer(self, state: QuestionState) -> Reply:
        """Return the whole reply. Need no event loop."""

        async def read() -> Reply:
            reply = Reply()
            async for piece in self._write(state, each(self.chat.stream)):
                reply += piece
            return reply

        return run_blocking(read())

    def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield a piece for each verified sentence. Closing the iterator closes the connection."""
        return self._write(state, self.chat.astream)

    async def _write(self, state: QuestionState, pieces_of: PiecesOf) -> AsyncIterator[Reply]:
        answer = AnswerStream(self, state)
        yield answer.opening
        failure = None if answer.has_context else AnswerNotice(NoticeKind.NO_ROOM)
        try:
            if not failure:
                async with aclosing(pieces_of(answer.messages, state.waited)) as pieces:
                    async for piece in pieces:
                        for reply in await asyncio.to_thread(list, answer.feed(piece)):
                            yield reply
        except ChatError as error:
            failure = AnswerNotice(NoticeKind.MODEL_FAILED, str(error))
        for reply in await asyncio.to_thread(list, answer.finish(failure)):
            yield reply


class AnswerStream:
    """An answer in the making: it takes the model's words and yields the supported statements."""

    def __init__(self, answerer: GenerativeAnswerer, state: QuestionState) -> None:
        self._answerer = answerer
        self._state = state
        self._prompt_context = self._context()
        self._claims = ClaimStream(len(self._prompt_context.evidence))
        self._declined = False
        self._kept = 0
        self._marked = 0
        self._cut = False

    @property
    def opening(self) -> Reply:
        """The reply before the first word."""
        return Reply(prompt_hashes=self._answerer.prompt.hashes)

    @property
    def has_context(self) -> bool:
        """Whether the context holds a sentence."""
        return bool(self._prompt_context.evidence)

    @property
    def messages(self) -> list[BaseMessage]:
        query = self._state.query
        return self._answerer.prompt.messages(
            today=query.as_of or self._answerer.today().isoformat(),
            sentences=self._prompt_context.text,
            question=harmless(query.text),
        )

    def feed(self, piece: Piece) -> Iterator[Reply]:
        """Yield the statements that a piece completes, and the draft that it makes longer."""
        self._cut |= piece.cut
        if piece.usage:
            yield Reply(usage=piece.usage)
            return
        yield from map(self._checked, self._claims.feed(piece.text))
        yield Reply(draft=self._claims.draft)

    def finish(self, failure: AnswerNotice | None = None) -> Iterator[Reply]:
        """Yield the rest of the answer, or the extractive answer and the reason if nothing is supported."""
        rest = [] if failure else self._claims.finish()
        yield from map(self._checked, rest[:-1] if self._cut else rest)
        if self._declined and not failure:
            yield Reply(declined=True, model=self._answerer.chat.name)
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
        evidence = support(claim, self._prompt_context.evidence, self._answerer.verifier)
        if evidence:
            self._kept += 1
            return Reply((Statement(claim.text, evidence),), model=self._answerer.chat.name)
        if self._answerer.unsupported == "mark":
            self._marked += 1
            return Reply((Statement(claim.text, (), marked=True),), model=self._answerer.chat.name)
        return Reply(dropped=(claim.text,))

    def _context(self) -> PromptContext:
        """Return the sentences that fit into the question's tokens, beside the prompt and the answer."""
        chat, query = self._answerer.chat, self._state.query
        empty = self._answerer.prompt.messages(today="2000-01-01", sentences="", question=query.text)
        prompt = sum(estimate_tokens(str(message.text)) for message in empty)
        used = self._state.usage.input_tokens + self._state.usage.output_tokens
        return build_context(to_write_from(self._state), chat.tokens - chat.answer_tokens - prompt - used)
