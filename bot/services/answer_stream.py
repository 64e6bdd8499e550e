"""Waits for an answer that a language model writes, and passes on its parts meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from retrieval.values import Answer, Partial, Query

if TYPE_CHECKING:
    from retrieval.engine import Engine


async def stream_answer(engine: Engine, query: Query, on_partial: Callable[[Partial], None]) -> Answer:
    """Return the answer. Cancelling stops the model. Raise what `Engine.astream` raises."""
    async with aclosing(engine.astream(query)) as stream:
        async for item in stream:
            if isinstance(item, Answer):
                return item
            on_partial(item)
    raise AssertionError("a stream ends with its answer")
