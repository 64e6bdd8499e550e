"""Sends that hold up: tried again where Discord stumbles, sent once whatever happens."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord

log = logging.getLogger(__name__)
Result = TypeVar("Result")

PAUSES = (0.5, 1.5, 4.0)
"""Seconds before each further try."""
GONE = {10003, 10008, 10015, 50083, 160005}
"""Discord's codes for a channel, message or webhook that is not there, and an archived or locked thread."""


async def retrying(send: Callable[[], Awaitable[Result]]) -> Result:
    """What `send` gives. discord.py itself tries again on 429, 500, 502 and 504, not on these.

    Only for what may be done twice: an edit, or a message with a nonce.
    """
    for pause in PAUSES:
        try:
            return await send()
        except (discord.HTTPException, aiohttp.ClientError, ConnectionError) as error:
            if isinstance(error, discord.HTTPException) and error.status < 500:
                raise
            log.info("Discord did not take it (%s); trying again in %s s", type(error).__name__, pause)
            await asyncio.sleep(pause)
    return await send()


async def post(channel: discord.abc.Messageable, **content: Any) -> discord.Message:
    """A new message; its nonce makes Discord drop a second copy that a broken connection led to."""
    nonce = secrets.token_hex(12)
    return await retrying(lambda: channel.send(nonce=nonce, **content))


def is_gone(error: discord.HTTPException) -> bool:
    """Whether what was to be written to is not there any more."""
    return isinstance(error, discord.NotFound) or error.code in GONE
