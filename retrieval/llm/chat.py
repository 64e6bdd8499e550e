"""A chat model as a stream of words, with limits of time and tokens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import Any, TypeAlias

import tenacity
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from retrieval.errors import ChatError
from retrieval.llm.tokens import BYTES_A_TOKEN, estimate_tokens
from retrieval.values import Usage

PATIENCE = 4
"""Total time limit for one question, as a multiple of the timeout."""
LENIENCY = 2
"""Tokens are estimated: an answer is stopped only beyond this multiple of its limit."""
REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
"""Where providers say why an answer ended. An answer without any of these broke off."""
CUT = frozenset({"length", "max_tokens", "MAX_TOKENS"})
"""The reasons that stand for an answer cut off at the token limit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they arrive. The last piece has the usage instead, and whether the answer was cut short."""

    text: str = ""
    usage: Usage | None = None
    cut: bool = False


@dataclass(frozen=True)
class Chat:
    """A chat model and its limits. Its errors become ChatError, without the words of the provider."""

    model: BaseChatModel
    name: str
    timeout: float
    """Seconds to wait for the next words."""
    tokens: int
    """Limit for one question, prompts and answer together."""
    answer_tokens: int
    """The part of `tokens` that the model may write."""
    prices: tuple[float, float] | None = None
    """Price of a million tokens read, and of a million written."""
    pauses: tuple[float, ...] = ()
    """Seconds before each retry after a 429 or a 5xx, where the provider's client does not retry."""
    close: Callable[[], object] = lambda: None
    """Ends the model's server, if newsdesk started it."""

    def stream(self, messages: Sequence[BaseMessage], waited: float = 0.0) -> Iterator[Piece]:
        """Yield the answer in pieces. Raise ChatError if it breaks off, after the last piece.

        `waited` is the number of seconds that the question has taken already.
        """
        count = _Count(self, messages, waited)
        failure: ChatError | None = None
        try:
            with closing(self._chunks(messages)) as chunks:
                for chunk in chunks:
                    yield count.piece(chunk)
                    if count.spent:
                        break
                    count.check_time()
            count.check_end()
        except Exception as error:  # each provider has an error tree of its own
            failure = why(error, self.name)
        yield count.last()
        if failure:
            raise failure

    async def astream(
        self, messages: Sequence[BaseMessage], waited: float = 0.0
    ) -> AsyncGenerator[Piece, None]:
        """Yield what `stream` yields without blocking the event loop. Close the connection when cancelled."""
        count = _Count(self, messages, waited)
        failure: ChatError | None = None
        try:
            async with aclosing(self._achunks(messages)) as chunks:
                while (chunk := await self._next(chunks, count)) is not None:
                    yield count.piece(chunk)
                    if count.spent:
                        break
            count.check_end()
        except Exception as error:  # each provider has an error tree of its own
            failure = why(error, self.name)
        yield count.last()
        if failure:
            raise failure

    async def _next(self, chunks: AsyncGenerator[Any, None], count: _Count) -> Any:
        """Return the next chunk, None at the end.

        Before Python 3.12 `asyncio.wait_for` loses a cancellation that comes together with a chunk.
        """
        async with asyncio.timeout(count.left()):
            return await anext(chunks, None)

    def _chunks(self, messages: Sequence[BaseMessage]) -> Generator[Any, None, None]:
        """Yield what the model sends. Try again after a pause where it is too busy to begin."""
        first, chunks = tenacity.Retrying(**self._retries())(self._begin, messages)
        with closing(chunks):
            if first is not None:
                yield first
            yield from chunks

    async def _achunks(self, messages: Sequence[BaseMessage]) -> AsyncGenerator[Any, None]:
        retrying: Any = tenacity.AsyncRetrying(**self._retries())
        first, chunks = await retrying(self._abegin, messages)
        async with aclosing(chunks):
            if first is not None:
                yield first
            async for chunk in chunks:
                yield chunk

    def _begin(self, messages: Sequence[BaseMessage]) -> tuple[Any, Any]:
        chunks: Any = self.model.stream(list(messages))
        return next(chunks, None), chunks

    async def _abegin(self, messages: Sequence[BaseMessage]) -> tuple[Any, Any]:
        chunks = self._read(messages)
        return await anext(chunks, None), chunks

    def _retries(self) -> dict[str, Any]:
        return {
            "stop": tenacity.stop_after_attempt(len(self.pauses) + 1),
            "wait": tenacity.wait_chain(*map(tenacity.wait_fixed, (*self.pauses, 0))),
            "retry": tenacity.retry_if_exception(_is_temporary),
            "reraise": True,
        }

    async def _read(self, messages: Sequence[BaseMessage]) -> AsyncGenerator[Any, None]:
        """Read in a task of its own, so that to cancel it closes the connection at once.

        LangChain's generators let go of theirs only when they are collected.
        """
        arrived: asyncio.Queue[Any] = asyncio.Queue()
        reading = asyncio.create_task(_fill(arrived, self.model.astream(list(messages))))
        try:
            while (chunk := await arrived.get()) is not None:
                yield chunk
            await reading
        finally:
            await _end(reading)


async def _fill(arrived: asyncio.Queue[Any], chunks: AsyncIterator[Any]) -> None:
    try:
        async for chunk in chunks:
            arrived.put_nowait(chunk)
    finally:
        arrived.put_nowait(None)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()  # it was raised already, or nobody waits for it


class _Count:
    """The tokens and the time that one answer has cost so far."""

    def __init__(self, chat: Chat, messages: Sequence[BaseMessage], waited: float) -> None:
        self._chat = chat
        self._read = sum(estimate_tokens(str(message.text)) for message in messages)
        self._written = 0
        self._reported: tuple[int, int] | None = None
        self._reason = ""
        self._deadline = time.monotonic() + PATIENCE * chat.timeout - waited

    def piece(self, chunk: AIMessageChunk) -> Piece:
        text = str(chunk.text)
        self._written += len(text.encode())
        if usage := chunk.usage_metadata:
            read, written = self._reported or (0, 0)
            self._reported = (read + usage["input_tokens"], written + usage["output_tokens"])
        self._reason = next((r for k in REASONS if (r := chunk.response_metadata.get(k))), self._reason)
        return Piece(text)

    @property
    def spent(self) -> bool:
        """Whether the model has written more than its server was told to allow."""
        return self._written > LENIENCY * BYTES_A_TOKEN * self._chat.answer_tokens

    def left(self) -> float:
        """Return the seconds to wait for the next words. Raise TimeoutError if the answer takes too long."""
        self.check_time()
        return min(self._chat.timeout, self._deadline - time.monotonic())

    def check_time(self) -> None:
        if time.monotonic() >= self._deadline:
            raise TimeoutError

    def last(self) -> Piece:
        """Return the usage that the server reported, else an estimate; also after a failure."""
        read, written = self._reported or (self._read, -(-self._written // BYTES_A_TOKEN))
        prices = self._chat.prices
        cost = (read * prices[0] + written * prices[1]) / 1_000_000 if prices else None
        usage = Usage(read, written, cost, estimated=self._reported is None)
        return Piece(usage=usage, cut=self._reason in CUT or self.spent)

    def check_end(self) -> None:
        """Raise ConnectionError if the words ended without a reason."""
        if not self._reason and not self.spent:
            raise ConnectionError


def _status(error: BaseException) -> object:
    """Return the HTTP status in an error of any provider, or None."""
    response = getattr(error, "response", None)
    return getattr(error, "status_code", None) or getattr(response, "status_code", None)


def _is_temporary(error: BaseException) -> bool:
    """Return whether a retry may help: the server is busy or had an internal error."""
    status = _status(error)
    return isinstance(status, int) and (status == 429 or status >= 500)


def why(error: Exception, name: str) -> ChatError:
    """Return what went wrong, by the kind of error. Its own words may hold a key or text of a stranger."""
    status = _status(error)
    kind = type(error).__name__
    if status in (401, 403):
        return ChatError(f"the model {name} refuses the key (HTTP {status}); check NEWSDESK_MODEL_KEY_FILE")
    if status == 404:
        return ChatError(f"the server has no model {name} (HTTP 404); check NEWSDESK_MODEL")
    if status == 429:
        return ChatError(f"the model {name} is busy, or its quota is used up (HTTP 429); try again later")
    if isinstance(status, int) and status >= 400:
        return ChatError(f"the model {name} failed (HTTP {status}); try again later")
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        return ChatError(f"the model {name} took too long; NEWSDESK_MODEL_TIMEOUT sets how long to wait")
    if isinstance(error, ValueError):
        return ChatError(f"the model {name} sent something that cannot be read")
    return ChatError(f"the model {name} could not be reached, or broke off ({kind}); check its server")


PiecesOf: TypeAlias = Callable[[Sequence[BaseMessage], float], AsyncGenerator[Piece, None]]
"""How a model is asked: messages and the seconds already waited, to the pieces of its answer."""


def each(stream: Callable[[Sequence[BaseMessage], float], Iterator[Piece]]) -> PiecesOf:
    """Return `Chat.stream` in the form of `Chat.astream`; it blocks its event loop."""

    async def pieces(messages: Sequence[BaseMessage], waited: float = 0.0) -> AsyncGenerator[Piece, None]:
        for piece in stream(messages, waited):
            yield piece

    return pieces
