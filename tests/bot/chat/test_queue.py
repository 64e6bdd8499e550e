import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.chat.fair_queue import Asker
from bot.chat.queue import AnswerQueue, QueueLimits
from bot.errors import QuestionTimeoutError, QueueFullError, ShuttingDownError

ALICE, BOB = Asker(1, 1), Asker(2, 1)


def until(gate: threading.Event, result: str) -> Callable[[], str]:
    def job() -> str:
        gate.wait(20)
        return result

    return job


async def test_places_and_results() -> None:
    gate, queue = threading.Event(), AnswerQueue(QueueLimits(workers=1))
    queued_jobs = [
        queue.join(asker, until(gate, name)) for asker, name in ((ALICE, "a"), (ALICE, "b"), (BOB, "c"))
    ]
    assert [queue.position(queued) for queued in queued_jobs] == [0, 1, 2]
    gate.set()
    assert await asyncio.gather(*(queued.result for queued in queued_jobs)) == ["a", "b", "c"]
    await queue.close(0)


async def test_there_is_room_for_so_many_of_a_user_and_in_all() -> None:
    gate = threading.Event()
    queue = AnswerQueue(QueueLimits(workers=1, waiting=3, waiting_per_space=3, waiting_per_user=2))
    for _ in range(3):
        queue.join(ALICE, until(gate, ""))
    with pytest.raises(QueueFullError) as of_the_user:
        queue.join(ALICE, until(gate, ""))
    assert of_the_user.value.seconds == 3  # two ahead, at 1.5 s each
    queue.join(BOB, until(gate, ""))
    with pytest.raises(QueueFullError):
        queue.join(Asker(3, 2), until(gate, ""))
    gate.set()
    await queue.close(5)


async def test_a_job_that_takes_too_long_is_given_up_and_its_thread_waited_for() -> None:
    gate, queue = threading.Event(), AnswerQueue(QueueLimits(workers=1, timeout=0.05))
    slow = queue.join(ALICE, until(gate, "late"))
    with pytest.raises(QuestionTimeoutError):
        await slow.result
    waiting = queue.join(BOB, lambda: "next")
    assert queue.position(waiting) == 1 and not queue.idle
    gate.set()
    assert await waiting.result == "next"
    await queue.close(0)


async def test_a_job_that_fails_fails_alone() -> None:
    queue = AnswerQueue(QueueLimits(workers=1))
    failing = queue.join(ALICE, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        await failing.result
    assert await queue.join(ALICE, lambda: "fine").result == "fine"
    await queue.close(0)


async def test_whoever_leaves_is_not_served() -> None:
    gate, queue, done = threading.Event(), AnswerQueue(QueueLimits(workers=1)), []
    first = queue.join(ALICE, until(gate, ""))
    leaving = queue.join(BOB, lambda: done.append("left"))
    last = queue.join(BOB, lambda: done.append("stayed"))
    leaving.result.cancel()
    await asyncio.sleep(0)
    assert queue.position(last) == 1
    gate.set()
    await asyncio.gather(first.result, last.result)
    assert done == ["stayed"]
    await queue.close(0)


async def test_closing_turns_away_who_waits_and_lets_the_served_finish() -> None:
    gate, queue = threading.Event(), AnswerQueue(QueueLimits(workers=1))
    served, waiting = queue.join(ALICE, until(gate, "done")), queue.join(BOB, until(gate, ""))
    closing = asyncio.create_task(queue.close(5))
    with pytest.raises(ShuttingDownError):
        await waiting.result
    with pytest.raises(ShuttingDownError):
        queue.join(BOB, until(gate, ""))
    gate.set()
    await closing
    assert await served.result == "done"


async def test_what_is_not_finished_in_time_is_told_so() -> None:
    gate, queue = threading.Event(), AnswerQueue(QueueLimits(workers=1))
    served = queue.join(ALICE, until(gate, "late"))
    await queue.close(0.05)
    with pytest.raises(ShuttingDownError):
        await served.result
    gate.set()
