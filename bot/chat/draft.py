"""An answer in the making: what of it is verified so far, and the model that writes it."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError, Future
from dataclasses import replace

from bot.errors import MessageGoneError
from bot.services.answer_stream import stream_answer
from retrieval.engine import Engine, Writers
from retrieval.values import Answer, AnswerNotice, NoticeKind, Partial, Query
from retrieval.values.understanding import Kind

SHARE = 5 / 6
"""Of the seconds for an answer that a model may take; the rest is for the sentences in its place."""


class Draft:
    """Written by a worker thread, and read in the event loop in which it was made."""

    def __init__(self) -> None:
        self.partial: Partial | None = None
        """None until the model begins to write."""
        self._loop = asyncio.get_running_loop()
        self._writing: Future[Answer] | None = None
        self._ended = False

    def ask(self, engine: Engine, query: Query, seconds: float) -> Answer:
        """Return the answer; block meanwhile. A model that takes too long costs no more than its words.

        The model is read in the event loop, since a provider's client belongs to one loop.
        """
        if not engine.writes:
            return engine.ask(query)
        self._writing = asyncio.run_coroutine_threadsafe(self._stream(engine, query), self._loop)
        if self._ended:
            self._writing.cancel()
        try:
            return self._writing.result(seconds * SHARE)
        except CancelledError:
            raise MessageGoneError from None
        except TimeoutError:
            self._writing.cancel()
            return sentences_instead(engine, query, AnswerNotice(NoticeKind.MODEL_FAILED))

    async def _stream(self, engine: Engine, query: Query) -> Answer:
        return await stream_answer(engine, query, self._keep)

    def _keep(self, partial: Partial) -> None:
        self.partial = partial

    def end(self) -> None:
        """Stop the model. Nobody waits for the answer any more."""
        self._ended = True
        if self._writing:
            self._writing.cancel()


def sentences_instead(engine: Engine, query: Query, notice: AnswerNotice) -> Answer:
    """Return the articles' own sentences, with a notice that says why no model wrote."""
    answer = replace(engine, open_writers=Writers).ask(query)
    if answer.refused or answer.kind is Kind.TALK:
        return answer
    return replace(answer, notices=(notice, *answer.notices))
