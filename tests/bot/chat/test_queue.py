import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.chat.fair_queue import Asker
from bot.chat.queue import AnswerQueue, Bounds, QuestionTimeoutError, QueueFullError, ShuttingDownError

ALICE, BOB = Asker(1, 1), Asker(2, 1)


def until(gate: threading.Event, result: str) -> Callable[[], str]:
    def job() -> str:
        gate.wait(20)
        return result

    return job


async def test_places_and_results() -> None:
    gate, line = threading.Event(), AnswerQueue(Bounds(workers=1))
    queued_jobs = [
        line.join(asker, until(gate, name)) for asker, name in ((ALICE, "a"), (ALICE, "b"), (BOB, "c"))
    ]
    assert [line.place(queued) for queued in queued_jobs] == [0, 1, 2]
    gate.set()
    assert await asyncio.gather(*(queued.result for queued in queued_jobs)) == ["a", "b", "c"]
    await line.close(0)


async def test_there_is_room_for_so_many_of_a_user_and_in_all() -> None:
    gate = threading.Event()
    line = AnswerQueue(Bounds(workers=1, waiting=3, waiting_per_guild=3, waiting_per_user=2))
    for _ in range(3):
        line.join(ALICE, until(gate, ""))
    with pytest.raises(QueueFullError) as of_the_user:
        line.join(ALICE, until(gate, ""))
    assert of_the_user.value.seconds == 3  # two ahead, at 1.5 s each
    line.join(BOB, until(gate, ""))
    with pytest.raises(QueueFullError):
        line.join(Asker(3, 2), until(gate, ""))
    gate.set()
    await line.close(5)


async def test_a_job_that_takes_too_long_is_given_up_and_its_thread_waited_for() -> None:
    gate, line = threading.Event(), AnswerQueue(Bounds(workers=1, time_out=0.05))
    slow = line.join(ALICE, until(gate, "late"))
    with pytest.raises(QuestionTimeoutError):
        await slow.result
    waiting = line.join(BOB, lambda: "next")
    assert line.place(waiting) == 1 and not line.idle
    gate.set()
    assert await waiting.result == "next"
    await line.close(0)


async def test_a_job_that_fails_fails_alone() -> None:
    line = AnswerQueue(Bounds(workers=1))
    failing = line.join(ALICE, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        await failing.result
    assert await line.join(ALICE, lambda: "fine").result == "fine"
    await line.close(0)


async def test_whoever_leaves_is_not_served() -> None:
    gate, line, done = threading.Event(), AnswerQueue(Bounds(workers=1)), []
    first = line.join(ALICE, until(gate, ""))
    leaving = line.join(BOB, lambda: done.append("left"))
    last = line.join(BOB, lambda: done.append("stayed"))
    leaving.result.cancel()
    await asyncio.sleep(0)
    assert line.place(last) == 1
    gate.set()
    await asyncio.gather(first.result, last.result)
    assert done == ["stayed"]
    await line.close(0)


async def test_closing_turns_away_who_waits_and_lets_the_served_finish() -> None:
    gate, line = threading.Event(), AnswerQueue(Bounds(workers=1))
    served, waiting = line.join(ALICE, until(gate, "done")), line.join(BOB, until(gate, ""))
    closing = asyncio.create_task(line.close(5))
    with pytest.raises(ShuttingDownError):
        await waiting.result
    with pytest.raises(ShuttingDownError):
        line.join(BOB, until(gate, ""))
    gate.set()
    await closing
    assert await served.result == "done"


async def test_what_is_not_finished_in_time_is_told_so() -> None:
    gate, line = threading.Event(), AnswerQueue(Bounds(workers=1))
    served = line.join(ALICE, until(gate, "late"))
    await line.close(0.05)
    with pytest.raises(ShuttingDownError):
        await served.result
    gate.set()
