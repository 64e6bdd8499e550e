"""Sends messages: again when Discord or the connection fails, yet no message twice."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord
import tenacity

log = logging.getLogger(__name__)
Result = TypeVar("Result")

PAUSES = (0.5, 1.5, 4.0)
"""Seconds before each further try."""
GONE = {10003, 10008, 10015, 50083, 160005}
"""Discord's codes for a channel, message or webhook that is not there, and an archived or locked thread."""


async def retrying(send: Callable[[], Awaitable[Result]]) -> Result:
    """Return what `send` gives. discord.py itself tries again on 429, 500, 502 and 504, not on these.

    Only for what may be done twice: an edit, or a message with a nonce.
    """
    attempts = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(_is_passing),
        wait=tenacity.wait_chain(*map(tenacity.wait_fixed, PAUSES)),
        stop=tenacity.stop_after_attempt(1 + len(PAUSES)),
        before_sleep=tenacity.before_sleep_log(log, logging.INFO),
        reraise=True,
    )

    async def attempt() -> Result:
        return await send()

    return await attempts(attempt)


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, discord.HTTPException):
        return error.status >= 500
    return isinstance(error, aiohttp.ClientError | ConnectionError)


def new_nonce() -> str:
    return secrets.token_hex(12)


async def post(channel: discord.abc.Messageable, nonce: str = "", **content: Any) -> discord.Message:
    """Send a new message; its nonce makes Discord drop a second copy that a broken connection led to."""
    nonce = nonce or new_nonce()
    return await retrying(lambda: channel.send(nonce=nonce, **content))


def is_gone(error: discord.HTTPException) -> bool:
    """Return whether the channel, message or webhook does not exist any more."""
    return isinstance(error, discord.NotFound) or error.code in GONE
