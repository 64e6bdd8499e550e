"""Engines that take their time, or fail, to order."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace

from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.values import Answer, Query, Refusal, RefusalReason


@dataclass(frozen=True)
class GatedEngine(Engine):
    """Answers once the gate is open; `queries` are those so far."""

    gate: threading.Event = field(default_factory=threading.Event)
    queries: list[Query] = field(default_factory=list)

    @property
    def asked(self) -> list[str]:
        return [query.text for query in self.queries]

    def ask(self, query: Query) -> Answer:
        self.queries.append(query)
        self.gate.wait(20)
        return super().ask(query)


@dataclass(frozen=True)
class TimedEngine(Engine):
    """Takes `seconds` a question, and refuses it."""

    seconds: float = 0.3

    def ask(self, query: Query) -> Answer:
        time.sleep(self.seconds)
        return Answer(query.text, (), 0.0, refusal=Refusal(RefusalReason.NOTHING_FOUND))


@dataclass(frozen=True)
class SuggestingEngine(Engine):
    """Suggests the same four questions under each answer."""

    queries: list[Query] = field(default_factory=list)

    def ask(self, query: Query) -> Answer:
        self.queries.append(query)
        asked = ("when will the old crane open as a museum?", *("w" * 90, "who won?", "why?"))
        return replace(super().ask(query), suggestions=asked)


@dataclass(frozen=True)
class BrokenEngine(Engine):
    """Cannot answer."""

    def ask(self, query: Query) -> Answer:
        raise StoreError("/secret/path cannot be searched: disk I/O error")


def gated(engine: Engine) -> GatedEngine:
    return GatedEngine(**vars(engine))
