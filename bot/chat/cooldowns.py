"""How often a user and a guild may ask; in memory, since it is a matter of seconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from bot.chat.fair_queue import Asker

MINUTE = 60.0
MANY = 10_000
"""Users remembered before those whose wait is over are forgotten."""


class Cooldowns:
    """`clock` gives seconds, such as `time.time`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._users: dict[Asker, float] = {}
        self._guilds: dict[int, deque[float]] = {}
        self._told: dict[Asker, float] = {}

    def until(self, asker: Asker, *, cooldown: float, per_minute: int) -> float:
        """When this user may ask again, by the clock; 0.0 for now, and then it counts as asked."""
        now = self._clock()
        asked = self._guilds.setdefault(asker.guild, deque())
        while asked and asked[0] <= now - MINUTE:
            asked.popleft()
        ready = self._users.get(asker, 0.0)
        if len(asked) >= per_minute:
            ready = max(ready, asked[0] + MINUTE)
        if ready > now:
            return ready
        self._remember(asker, now + cooldown)
        asked.append(now)
        return 0.0

    def tell_once(self, asker: Asker, until: float) -> bool:
        """Whether this user is still to be told about the wait that ends at `until`."""
        if self._told.get(asker, 0.0) > self._clock():
            return False
        self._told[asker] = until
        return True

    def clear(self) -> None:
        """Everybody may ask again."""
        for waits in (self._users, self._guilds, self._told):
            waits.clear()

    def _remember(self, asker: Asker, ready: float) -> None:
        if len(self._users) >= MANY:
            now = self._clock()
            self._users = {a: t for a, t in self._users.items() if t > now}
            self._told = {a: t for a, t in self._told.items() if t > now}
        self._users[asker] = ready
