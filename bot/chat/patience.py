"""Calls of the stores, beside the event loop, that outwait a locked database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

import tenacity

from retrieval.index.database import DatabaseError

log = logging.getLogger(__name__)
Result = TypeVar("Result")

PAUSE, LONGEST = 1.0, 300.0
"""Seconds before each further try, and in all; each try itself waits for SQLite's half a minute."""


async def patiently(call: Callable[..., Result], *values: object) -> Result:
    """Return what the call returns. Try again while another process has the database locked."""
    attempts = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(_is_locked),
        wait=tenacity.wait_fixed(PAUSE),
        stop=tenacity.stop_after_delay(LONGEST),
        before_sleep=tenacity.before_sleep_log(log, logging.WARNING),
        reraise=True,
    )

    async def attempt() -> Result:
        return await asyncio.to_thread(call, *values)

    return await attempts(attempt)


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, DatabaseError) and "locked" in error.reason
