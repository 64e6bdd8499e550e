"""Chooses whose job is next: space by space, and within a space user by user."""

from __future__ import annotations

from collections import deque
from collections.abc import Sized
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where; a private conversation is a space of its own."""

    user: int
    space: int


class Askable(Protocol):
    @property
    def asker(self) -> Asker: ...


Item = TypeVar("Item", bound=Askable)


class FairQueue(Generic[Item]):
    """First in, first out for each user; a user or a space that asks much delays only itself."""

    def __init__(self) -> None:
        self._spaces: dict[int, dict[int, deque[Item]]] = {}

    def push(self, item: Item) -> None:
        users = self._spaces.setdefault(item.asker.space, {})
        users.setdefault(item.asker.user, deque()).append(item)

    def pop(self) -> Item:
        """Return the next item. Raise KeyError if nobody waits."""
        if not self._spaces:
            raise KeyError("nobody waits")
        space, users = next(iter(self._spaces.items()))
        user, items = next(iter(users.items()))
        item = items.popleft()
        _move_to_end(users, user)
        _move_to_end(self._spaces, space)
        return item

    def remove(self, item: Item) -> bool:
        """Take `item` out of the queue; return whether it was there."""
        users = self._spaces.get(item.asker.space, {})
        items = users.get(item.asker.user, deque())
        if item not in items:
            return False
        items.remove(item)
        if not items:
            del users[item.asker.user]
        if not users:
            del self._spaces[item.asker.space]
        return True

    def in_order(self) -> list[Item]:
        """Return all items in the order in which they will be served."""
        copy: FairQueue[Item] = FairQueue()
        copy._spaces = {
            space: {user: deque(items) for user, items in users.items()}
            for space, users in self._spaces.items()
        }
        return [copy.pop() for _ in range(len(self))]

    def count(self, asker: Asker) -> tuple[int, int]:
        """Return how many items wait for this user in this space, and for this space."""
        users = self._spaces.get(asker.space, {})
        return len(users.get(asker.user, ())), sum(map(len, users.values()))

    def __len__(self) -> int:
        return sum(len(items) for users in self._spaces.values() for items in users.values())


Waiting = TypeVar("Waiting", bound=Sized)


def _move_to_end(turns: dict[int, Waiting], key: int) -> None:
    """Move `key` to the end, or drop it if nothing more of it waits."""
    waiting = turns.pop(key)
    if len(waiting):
        turns[key] = waiting
