from threading import Event

import pytest

from bot.repl.worker import Worker


def test_jobs_run_in_order_and_errors_come_out() -> None:
    worker, done = Worker(), []
    first = worker.submit(lambda: done.append("first"))
    failing = worker.submit(lambda: 1 // 0)
    last = worker.submit(lambda: [*done, "last"])
    assert last.result(5) == ["first", "last"] and first.done()
    with pytest.raises(ZeroDivisionError):
        failing.result()
    assert worker.stop()


def test_a_job_that_waits_can_be_cancelled_and_one_that_runs_cannot() -> None:
    worker, started, go_on = Worker(), Event(), Event()

    def long_job() -> str:
        started.set()
        assert go_on.wait(5)
        return "done all the same"

    running = worker.submit(long_job)
    waiting = worker.submit(lambda: "never")
    after = worker.submit(lambda: "after")
    assert started.wait(5) and worker.running is running
    assert waiting.cancel() and not running.cancel()
    assert not worker.stop()
    go_on.set()
    assert (running.result(5), after.result(5)) == ("done all the same", "after")


def test_a_worker_that_never_worked_stops() -> None:
    assert Worker().stop()
