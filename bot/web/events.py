"""Server-sent events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

from bot.render.answer_json import one_line
from bot.web.desk import Waiting
from bot.web.errors import problem_of
from retrieval.values import Answer, Partial

MEDIA_TYPE = "text/event-stream"
Item = Waiting | Partial | Answer
Written = Callable[[Item], Awaitable[str]]


def wants_events(request: Request) -> bool:
    """Return whether a client asks for a stream."""
    return MEDIA_TYPE in request.headers.get("accept", "")


def event(name: str, value: dict[str, Any]) -> str:
    """Return one event, its data as JSON on one line."""
    return f"event: {name}\ndata: {one_line(value)}\n\n"


async def stream_response(
    items: AsyncGenerator[Item, None], written: Written, failed: Callable[[Exception], str], end: str = ""
) -> StreamingResponse:
    """Return the response that streams what `written` makes of each item, then `end`.

    Wait for the first item, and raise what it raises. A later error becomes the event of `failed`.
    """
    first = await anext(items)

    async def body() -> AsyncIterator[str]:
        async with aclosing(items):
            try:
                yield await written(first)
                async for item in items:
                    yield await written(item)
            except Exception as error:  # the status is sent already
                yield failed(error)
        yield end

    return StreamingResponse(body(), media_type=MEDIA_TYPE, headers={"X-Accel-Buffering": "no"})


def error_event(error: Exception) -> str:
    return event("error", problem_of(error).as_dict())
