from bot.chat.cooldowns import Cooldowns
from bot.chat.fair_queue import Asker

ALICE, BOB = Asker(1, 1), Asker(2, 1)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_user_waits_between_questions() -> None:
    clock = Clock()
    cooldowns = Cooldowns(clock)
    assert cooldowns.until(ALICE, cooldown=5, per_minute=60) == 0
    clock.now = 1003
    assert cooldowns.until(ALICE, cooldown=5, per_minute=60) == 1005
    assert cooldowns.until(BOB, cooldown=5, per_minute=60) == 0
    clock.now = 1005
    assert cooldowns.until(ALICE, cooldown=5, per_minute=60) == 0


def test_a_guild_has_so_many_a_minute() -> None:
    clock = Clock()
    cooldowns = Cooldowns(clock)
    assert [cooldowns.until(Asker(n, 1), cooldown=0, per_minute=2) for n in range(3)] == [0, 0, 1060]
    assert cooldowns.until(Asker(9, 2), cooldown=0, per_minute=2) == 0
    clock.now = 1060
    assert cooldowns.until(Asker(3, 1), cooldown=0, per_minute=2) == 0


def test_a_wait_is_told_once() -> None:
    clock = Clock()
    cooldowns = Cooldowns(clock)
    assert cooldowns.tell_once(ALICE, 1005) and not cooldowns.tell_once(ALICE, 1007)
    clock.now = 1005
    assert cooldowns.tell_once(ALICE, 1010)
