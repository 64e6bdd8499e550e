from dataclasses import dataclass

import pytest

from bot.chat.fair_queue import Asker, FairQueue


@dataclass(frozen=True)
class Item:
    """As in "a1 at home": the first thing that user "a" wants."""

    name: str
    space: int = 1

    @property
    def asker(self) -> Asker:
        return Asker(ord(self.name[0]), self.space)


def queue(*items: Item) -> FairQueue[Item]:
    made: FairQueue[Item] = FairQueue()
    for item in items:
        made.push(item)
    return made


def names(items: list[Item]) -> str:
    return " ".join(item.name for item in items)


def test_a_user_who_asks_much_does_not_hold_up_the_others() -> None:
    waiting = queue(*(Item(name) for name in "a1 a2 a3 b1 c1 b2".split()))
    assert names(waiting.in_order()) == "a1 b1 c1 a2 b2 a3"


def test_nor_does_a_space() -> None:
    waiting = queue(Item("a1"), Item("b1"), Item("c1"), Item("x1", 2), Item("x2", 2))
    assert names(waiting.in_order()) == "a1 x1 b1 x2 c1"


def test_whoever_was_served_is_served_last_next_time() -> None:
    waiting = queue(Item("a1"), Item("a2"), Item("x1", 2))
    assert waiting.pop().name == "a1"
    waiting.push(Item("b1"))
    assert names(waiting.in_order()) == "x1 a2 b1"


def test_the_order_foretold_is_the_order_served() -> None:
    waiting = queue(Item("a1"), Item("x1", 2), Item("a2"), Item("b1"), Item("y1", 2), Item("y2", 3))
    foretold = waiting.in_order()
    assert foretold == [waiting.pop() for _ in range(6)] and len(waiting) == 0
    with pytest.raises(KeyError):
        waiting.pop()


def test_one_can_leave_and_is_counted() -> None:
    waiting = queue(Item("a1"), Item("a2"), Item("b1"))
    assert waiting.count(Asker(ord("a"), 1)) == (2, 3)
    assert waiting.remove(Item("a1")) and not waiting.remove(Item("a1"))
    assert waiting.count(Asker(ord("a"), 1)) == (1, 2)
