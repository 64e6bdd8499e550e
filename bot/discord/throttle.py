"""How often a channel is written to only to say how long the line is."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import discord

from bot.discord.replies import ReplyTarget

log = logging.getLogger(__name__)

MANY = 1000
"""Channels remembered before those that may be written to again are forgotten."""


class ChannelThrottle:
    """Discord counts edits by channel, so those who wait in one share a turn in `every` seconds."""

    def __init__(self, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._ready: dict[int, float] = {}

    def takes(self, channel: int) -> bool:
        """Whether the channel may be written to now, which then counts; channel 0 always may."""
        now = self._clock()
        if self._ready.get(channel, 0.0) > now:
            return False
        if len(self._ready) >= MANY:
            self._ready = {c: t for c, t in self._ready.items() if t > now}
        if channel:
            self._ready[channel] = now + self._every
        return True


async def say_meanwhile(target: ReplyTarget, text: str, result: asyncio.Future[Any]) -> None:
    """Given up once the result is there, which must not queue behind it; its failure costs no answer.

    Raises MessageGoneError, and Forbidden.
    """
    saying = asyncio.create_task(target.wait(text))
    try:
        await asyncio.wait({saying, result}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        saying.cancel()
    await asyncio.wait({saying})
    error = None if saying.cancelled() else saying.exception()
    if isinstance(error, discord.Forbidden):
        raise error
    if isinstance(error, discord.HTTPException | aiohttp.ClientError):
        log.info("the place in line could not be shown: %s", error)
    elif error:
        raise error
