"""The state of a REPL: its engine, the limits, the conversation and the last answer."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.render.answer_text import is_talk
from bot.repl.worker import Worker
from bot.requests.queries import LIMITS, make_query
from bot.services.answer_stream import stream_answer
from retrieval.conversation.memory import turn_of
from retrieval.values import Answer, Partial, Query

if TYPE_CHECKING:
    from retrieval.engine import Engine


OWNER = "repl"


class Session:
    """One user's session, one conversation until a new one begins.

    The engine opens and its models load on the worker once `start` is called.
    """

    def __init__(self, worker: Worker, build: Callable[[], Engine], today: date) -> None:
        self.today = today
        self.limits = Query("")
        self.as_json = False
        self.last: Answer | None = None
        self.partial: Partial | None = None
        """The parts so far of an answer that a language model writes."""
        self._runner = asyncio.Runner()  # one event loop for all questions: the models' clients hold on to it
        self._writing: asyncio.Task[Any] | None = None
        self._thread = f"{OWNER}:{os.getpid()}:{uuid4()}"
        self._worker = worker
        self._build = build
        self._opened: Future[Engine] | None = None
        self._loaded: Future[None] | None = None

    def start(self, on_progress: Callable[[], None] = lambda: None) -> None:
        """Open the engine and load its models in the background. A second call does nothing."""
        if self._opened is None:
            self._opened = self._worker.submit(self._open)
            self._loaded = self._worker.submit(lambda: self.engine.warm())
            for step in (self._opened, self._loaded):
                step.add_done_callback(lambda _: on_progress())

    @property
    def engine(self) -> Engine:
        """Return the engine once it is open. Raise what opening it raised."""
        self.start()
        assert self._opened is not None
        return self._opened.result()

    @property
    def opened_engine(self) -> Engine | None:
        """Return the engine if it is open already."""
        opened = self._opened
        return opened.result() if opened and opened.done() and not opened.exception() else None

    @property
    def loading(self) -> bool:
        return self._loaded is None or not self._loaded.done()

    def ask(self, question: str) -> Future[Answer]:
        """Return the future answer. It comes after what the worker has to do before."""
        self.start()
        query = self.set_limits(text=question)
        return self._worker.submit(lambda: self._ask(query))

    def cancel(self, job: Future[Answer]) -> None:
        """Give up a question. A language model is cut off; another model's run is abandoned."""
        job.cancel()
        if writing := self._writing:
            writing.get_loop().call_soon_threadsafe(writing.cancel)

    def keep(self, answer: Answer) -> None:
        """Remember an answer that was shown. The next question may refer to it."""
        self.last = answer
        if not is_talk(answer):  # which never becomes a topic
            self.engine.memory.add(self._thread, OWNER, turn_of(answer))

    def forget(self) -> int:
        """Begin a new conversation. Return how many questions were forgotten."""
        self.last = None
        return self.engine.memory.forget(self._thread)

    def set_limits(self, text: str = "", **changes: str) -> Query:
        """Return the limits with `changes`, and keep them. Raise UsageError if they make no sense."""
        limits = {name: getattr(self.limits, name) for name in LIMITS} | changes
        query = make_query(text, limits, self.today)
        if changes:
            self.limits = query
        return query

    def doing(self, job: Future[Answer]) -> str:
        """Return what a user who waits for `job` is waiting for."""
        if self.loading:
            return "Loading the models…"
        if self._worker.running not in (None, job):
            return "Finishing the cancelled question first…"
        return "Reading…"

    def close(self) -> None:
        """Close the engine. If a model is still at work, leave without closing."""
        if self._opened is not None:
            with suppress(TimeoutError):
                self._worker.submit(self._runner.close).result(timeout=1)
        if not self._worker.stop():
            # The thread is inside a model library, which would hold up or crash the interpreter's exit.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
        if engine := self.opened_engine:
            engine.memory.forget(self._thread)
            engine.close()

    def _open(self) -> Engine:
        """Open the engine and delete what sessions left that ended without cleaning up."""
        engine = self._build()
        for thread in engine.memory.threads(OWNER):
            if not _runs(thread):
                engine.memory.forget(thread)
        return engine

    def _ask(self, query: Query) -> Answer:
        query = replace(query, history=self.engine.memory.turns(self._thread))
        if self.engine.writes:
            return self._runner.run(self._watch(query))
        return self.engine.ask(query)

    async def _watch(self, query: Query) -> Answer:
        """Return the answer. Put what there is of it meanwhile into `partial`."""
        self._writing = asyncio.current_task()
        try:
            return await stream_answer(self.engine, query, self._see)
        finally:
            self._writing, self.partial = None, None

    def _see(self, partial: Partial) -> None:
        self.partial = partial


def _runs(thread: str) -> bool:
    """Return whether the process of a session is alive; true if the system cannot say."""
    process = thread.split(":")[1]
    if not process.isdigit():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, PermissionError, OverflowError) as error:
        return not isinstance(error, ProcessLookupError)
    return True
