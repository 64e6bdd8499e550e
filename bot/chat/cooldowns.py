"""How often a user and a space may ask. In memory, since the waits are seconds.

discord.py's CooldownMapping has one rate fixed in code, and cannot tell whether the user was told of a wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from bot.chat.fair_queue import Asker

MINUTE = 60.0
MAX_USERS = 10_000
"""Users remembered before those whose wait is over are forgotten, and the spaces where nobody asks."""


class Cooldowns:
    """`clock` gives seconds, such as `time.time`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._users: dict[Asker, float] = {}
        self._spaces: dict[int, deque[float]] = {}
        self._notified: dict[Asker, float] = {}

    def until(self, asker: Asker, *, cooldown: float, per_minute: int) -> float:
        """Return when this user may ask again, by the clock; 0.0 for now, and then it counts as asked."""
        now = self._clock()
        times = self._spaces.setdefault(asker.space, deque())
        while times and times[0] <= now - MINUTE:
            times.popleft()
        ready = self._users.get(asker, 0.0)
        if len(times) >= per_minute:
            ready = max(ready, times[0] + MINUTE)
        if ready > now:
            return ready
        times.append(now)
        self._remember(asker, now + cooldown)
        return 0.0

    def tell_once(self, asker: Asker, until: float) -> bool:
        """Return whether this user is still to be told about the wait that ends at `until`."""
        if self._notified.get(asker, 0.0) > self._clock():
            return False
        self._notified[asker] = until
        return True

    def clear(self) -> None:
        """Let everybody ask again."""
        for waits in (self._users, self._spaces, self._notified):
            waits.clear()

    def _remember(self, asker: Asker, ready: float) -> None:
        if len(self._users) >= MAX_USERS:
            now = self._clock()
            self._users = {a: t for a, t in self._users.items() if t > now}
            self._notified = {a: t for a, t in self._notified.items() if t > now}
            self._spaces = {
                s: times for s, times in self._spaces.items() if times and times[-1] > now - MINUTE
            }
        self._users[asker] = ready
