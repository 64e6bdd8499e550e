"""A language model as a stream of words that ends in good time, whatever its server does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from retrieval.errors import ChatError
from retrieval.llm.tokens import BYTES_A_TOKEN, estimate_tokens
from retrieval.values import Usage

PATIENCE = 4
"""All that is asked for one question may take so many times the silence that is suffered."""
LENIENCY = 2
"""Tokens are estimated here: an answer is stopped only beyond so many times what it may have."""
REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
"""Where providers say why an answer ended: one that never says broke off, however quietly."""
CUT = frozenset({"length", "max_tokens", "MAX_TOKENS"})
"""What providers call an answer that the token limit ended."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they come; the last piece has none, but the usage, and whether the answer was cut short."""

    text: str = ""
    usage: Usage | None = None
    cut: bool = False


@dataclass(frozen=True)
class Chat:
    """A chat model and the limits it is used within. Its errors come out as ChatError, without its words."""

    model: BaseChatModel
    name: str
    timeout: float
    """Seconds of silence that are suffered."""
    tokens: int
    """What one question may cost, prompts and answer together."""
    answer_tokens: int
    """What of it the model may write."""
    prices: tuple[float, float] | None = None
    """Of a million tokens read, and of a million written."""
    pauses: tuple[float, ...] = ()
    """Seconds before each new try after a 429 or a 5xx, where the provider's client tries only once."""

    def stream(self, messages: Sequence[BaseMessage], waited: float = 0.0) -> Iterator[Piece]:
        """The answer in pieces; raises ChatError where it breaks off, after a last piece all the same.

        `waited` are the seconds that its question has cost already.
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
        """The same without holding up an event loop; to cancel it closes the connection."""
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
        """The next chunk, None at the end. Before Python 3.12 `asyncio.wait_for` loses a cancellation that
        comes with one."""
        async with asyncio.timeout(count.left()):
            return await anext(chunks, None)

    def _chunks(self, messages: Sequence[BaseMessage]) -> Generator[Any, None, None]:
        """What the model sends; tried again after a pause where it was too busy to begin."""
        for pause in (*self.pauses, None):
            begun = False
            try:
                chunks: Any = self.model.stream(list(messages))
                with closing(chunks):
                    for chunk in chunks:
                        begun = True
                        yield chunk
                return
            except Exception as error:
                if begun or pause is None or not _passes(error):
                    raise
            time.sleep(pause)

    async def _achunks(self, messages: Sequence[BaseMessage]) -> AsyncGenerator[Any, None]:
        for pause in (*self.pauses, None):
            begun = False
            arrived: asyncio.Queue[Any] = asyncio.Queue()
            reading = asyncio.create_task(self._read(messages, arrived))
            try:
                while (chunk := await arrived.get()) is not None:
                    begun = True
                    yield chunk
                await reading
                return
            except Exception as error:
                if begun or pause is None or not _passes(error):
                    raise
            finally:
                await _end(reading)
            await asyncio.sleep(pause)

    async def _read(self, messages: Sequence[BaseMessage], arrived: asyncio.Queue[Any]) -> None:
        """A task of its own always waits for the server, so that to cancel it closes the connection at once:
        LangChain's generators let go of theirs only when they are collected."""
        try:
            async for chunk in self.model.astream(list(messages)):
                arrived.put_nowait(chunk)
        finally:
            arrived.put_nowait(None)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()  # has been raised already, or nobody waits for it any more


class _Count:
    """What one answer has cost so far, in tokens and in time."""

    def __init__(self, chat: Chat, messages: Sequence[BaseMessage], waited: float) -> None:
        self._chat = chat
        self._read = sum(estimate_tokens(str(message.text)) for message in messages)
        self._written = 0
        self._told: tuple[int, int] | None = None
        self._reason = ""
        self._deadline = time.monotonic() + PATIENCE * chat.timeout - waited

    def piece(self, chunk: AIMessageChunk) -> Piece:
        text = str(chunk.text)
        self._written += len(text.encode())
        if told := chunk.usage_metadata:
            read, written = self._told or (0, 0)
            self._told = (read + told["input_tokens"], written + told["output_tokens"])
        self._reason = next((r for k in REASONS if (r := chunk.response_metadata.get(k))), self._reason)
        return Piece(text)

    @property
    def spent(self) -> bool:
        """Whether the model goes on beyond what its server was told it may write."""
        return self._written > LENIENCY * BYTES_A_TOKEN * self._chat.answer_tokens

    def left(self) -> float:
        """Seconds to wait for the next words; raises TimeoutError where the answer takes too long."""
        self.check_time()
        return min(self._chat.timeout, self._deadline - time.monotonic())

    def check_time(self) -> None:
        if time.monotonic() >= self._deadline:
            raise TimeoutError

    def last(self) -> Piece:
        """The usage: as told, else estimated, of a model too that failed, since its server may have read."""
        read, written = self._told or (self._read, -(-self._written // BYTES_A_TOKEN))
        prices = self._chat.prices
        cost = (read * prices[0] + written * prices[1]) / 1_000_000 if prices else None
        usage = Usage(read, written, cost, estimated=self._told is None)
        return Piece(usage=usage, cut=self._reason in CUT or self.spent)

    def check_end(self) -> None:
        """Raises ConnectionError where the words ended and the answer did not."""
        if not self._reason and not self.spent:
            raise ConnectionError


def _status(error: Exception) -> object:
    """The HTTP status that an error of any provider tells, or None."""
    response = getattr(error, "response", None)
    return getattr(error, "status_code", None) or getattr(response, "status_code", None)


def _passes(error: Exception) -> bool:
    """Whether a new try may help: the server is busy, or stumbled."""
    status = _status(error)
    return isinstance(status, int) and (status == 429 or status >= 500)


def why(error: Exception, name: str) -> ChatError:
    """What went wrong, by the kind of the error: its own words may hold a key, or what a stranger wrote."""
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
