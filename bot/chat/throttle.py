"""How often a channel gets messages that only say how long the queue is."""

from __future__ import annotations

import time
from collections.abc import Callable

MAX_CHANNELS = 1000
"""Channels remembered before those that may be written to again are forgotten."""


class ChannelThrottle:
    """Platforms count edits by channel, so those who wait in one share a turn in `every` seconds."""

    def __init__(self, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._ready: dict[int, float] = {}

    def acquire(self, channel: int) -> bool:
        """Return whether the channel may be written to now, which then counts; channel 0 always may."""
        now = self._clock()
        if self._ready.get(channel, 0.0) > now:
            return False
        if len(self._ready) >= MAX_CHANNELS:
            self._ready = {c: t for c, t in self._ready.items() if t > now}
        if channel:
            self._ready[channel] = now + self._every
        return True
