"""Who is served next: guild by guild in turn, and within a guild one user after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; a conversation in private is a guild of its own."""

    user: int
    guild: int


class Askable(Protocol):
    @property
    def asker(self) -> Asker: ...


Item = TypeVar("Item", bound=Askable)


class FairQueue(Generic[Item]):
    """First in, first out for each user; a user or a guild that asks much delays only itself."""

    def __init__(self) -> None:
        self._guilds: dict[int, dict[int, deque[Item]]] = {}

    def push(self, item: Item) -> None:
        users = self._guilds.setdefault(item.asker.guild, {})
        users.setdefault(item.asker.user, deque()).append(item)

    def pop(self) -> Item:
        """The next to be served; KeyError where nobody waits."""
        if not self._guilds:
            raise KeyError("nobody waits")
        guild, users = next(iter(self._guilds.items()))
        user, items = next(iter(users.items()))
        item = items.popleft()
        _to_the_end(users, user)
        _to_the_end(self._guilds, guild)
        return item

    def remove(self, item: Item) -> bool:
        """Take `item` out of the line; whether it stood there."""
        users = self._guilds.get(item.asker.guild, {})
        items = users.get(item.asker.user, deque())
        if item not in items:
            return False
        items.remove(item)
        if not items:
            del users[item.asker.user]
        if not users:
            del self._guilds[item.asker.guild]
        return True

    def in_order(self) -> list[Item]:
        """All who wait, as they would be served."""
        copy: FairQueue[Item] = FairQueue()
        copy._guilds = {
            guild: {user: deque(items) for user, items in users.items()}
            for guild, users in self._guilds.items()
        }
        return [copy.pop() for _ in range(len(self))]

    def count(self, asker: Asker) -> tuple[int, int]:
        """How many wait for this user in this guild, and for this guild."""
        users = self._guilds.get(asker.guild, {})
        return len(users.get(asker.user, ())), sum(map(len, users.values()))

    def __len__(self) -> int:
        return sum(len(items) for users in self._guilds.values() for items in users.values())

    def __iter__(self) -> Iterator[Item]:
        return iter(self.in_order())


Waiting = TypeVar("Waiting", bound=Sized)


def _to_the_end(turns: dict[int, Waiting], key: int) -> None:
    """Whoever was served is served last of all next time, or leaves with nothing more to ask."""
    waiting = turns.pop(key)
    if len(waiting):
        turns[key] = waiting
