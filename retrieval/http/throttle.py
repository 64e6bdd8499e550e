"""The rate limit of a host: one request at a time, a pause after it, and a rest on demand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

DELAY = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no more."""
LONGEST_DELAY = 30.0
"""Seconds at most, whatever a robots.txt asks for."""
PATIENCE = 20.0
"""Seconds a request waits for a host that asked to be left alone; beyond, it fails and says when to come."""
MOST_HOSTS = 2000
"""Hosts remembered; those at rest are forgotten first."""


class HostRestingError(Exception):
    """A host asked to be left alone for `seconds` more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class _Host:
    free_at: float = 0.0
    """When the ordinary pause is over."""
    rest_until: float = 0.0
    """When the rest is over that the host asked for."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class HostThrottle:
    """Whose turn it is, by host; `clock` counts seconds."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, delay: float) -> AsyncIterator[None]:
        """Wait until `name` may be asked. Allow the next request `delay` seconds after the block.

        Raise HostRestingError if the wait is long. If the host asks for a rest, raise it for all who
        queue: one comes back in vain, and not all of them one after another.
        """
        host = self._host(name)
        rest_until = host.rest_until
        self._check(host, PATIENCE)
        async with host.turn:
            self._check(host, PATIENCE if host.rest_until == rest_until else 0.0)
            if (wait := max(host.free_at, host.rest_until) - self._clock()) > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                host.free_at = max(host.free_at, self._clock() + min(delay, LONGEST_DELAY))

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for the time that its Retry-After asks for."""
        host = self._host(name)
        host.rest_until = max(host.rest_until, self._clock() + seconds)

    def _check(self, host: _Host, patience: float) -> None:
        """Raise HostRestingError if the host asked for a long rest. The ordinary pause does not count."""
        if (rest := host.rest_until - self._clock()) > patience:
            raise HostRestingError(rest)

    def _host(self, name: str) -> _Host:
        if name not in self._hosts and len(self._hosts) >= MOST_HOSTS:
            now = self._clock()
            self._hosts = {
                n: h for n, h in self._hosts.items() if max(h.free_at, h.rest_until) > now or h.turn.locked()
            }
        return self._hosts.setdefault(name, _Host())
