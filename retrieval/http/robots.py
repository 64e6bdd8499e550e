"""robots.txt, RFC 9309: what a host allows, and how fast."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

from protego import Protego

from retrieval.errors import FetchError, RefusedError
from retrieval.http.responses import Fetched

MOST_BYTES = 512_000
"""RFC 9309 asks programs to read at least 500 KiB."""
KEPT_SECONDS = 24 * 3600
FAILED_SECONDS = 60
"""A host whose robots.txt failed is asked again after so long; until then nothing is fetched from it."""
MOST_HOSTS = 2000
_NAMED = re.compile(r"^\s*user[- ]?agent\s*:?\s*([a-z_-]+)\*?\s*(?:#|$)", re.I)
_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says, or the failure that forbids everything."""

    parsed: Protego
    named: Collection[str] = ()
    """The programs it has rules for, in lower case."""
    failure: FetchError | None = None

    def allow(self, url: str, agent: str) -> bool:
        return bool(self.parsed.can_fetch(url, self._known_as(agent)))

    def delay(self, agent: str) -> float:
        """Return the seconds that the host wants between requests, or 0."""
        return float(self.parsed.crawl_delay(self._known_as(agent)) or 0)

    def _known_as(self, agent: str) -> str:
        """Protego applies rules for "news" to "newsdesk" too. RFC 9309 wants the whole name."""
        return agent if agent.lower() in self.named else "*"


@dataclass
class _Host:
    until: float = 0.0
    rules: Rules | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """Remembers the rules of each host; `clock` counts seconds."""

    def __init__(
        self, fetch: Callable[[str], Awaitable[Fetched]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    async def rules(self, origin: str) -> Rules:
        """Return the rules of `origin` ("https://host:port"). Fetch them if they are unknown or too old."""
        if origin not in self._hosts and len(self._hosts) >= MOST_HOSTS:
            self._hosts.clear()
        host = self._hosts.setdefault(origin, _Host())
        async with host.asking:
            if host.rules is None or host.until <= self._clock():
                host.rules = await self._ask(f"{origin}/robots.txt")
                host.until = self._clock() + (FAILED_SECONDS if host.rules.failure else KEPT_SECONDS)
            return host.rules

    async def _ask(self, url: str) -> Rules:
        """Fetch a robots.txt. A missing one (400 to 499) allows everything, a failing one nothing."""
        try:
            body = (await self._fetch(url)).body
        except FetchError as error:
            there_is_none = isinstance(error, RefusedError) and 400 <= error.status < 500
            return Rules(Protego.parse(""), failure=None if there_is_none else error)
        if len(body) >= MOST_BYTES:  # cut off, perhaps in the middle of a line
            body = body.rpartition(b"\n")[0]
        text = body.decode("utf-8", "replace")
        named = frozenset(match[1].lower() for line in text.splitlines() if (match := _NAMED.match(line)))
        return Rules(await asyncio.to_thread(Protego.parse, text), named)


def product_token(agent: str) -> str:
    """Return the name that robots.txt uses for a program: a User-Agent without version and comments."""
    match = _TOKEN.match(agent)
    return match[0] if match else agent
