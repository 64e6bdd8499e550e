"""Preparing on several cores gives what one gives, in the same order."""

import os
import signal
from collections.abc import Iterator

import pytest

from retrieval.ingest import workers
from retrieval.ingest.workers import Offered, prepare_all
from retrieval.values import Notice, PreparedArticle, RawArticle, Rejection

NOW = "2026-03-02T08:00:00+00:00"


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK", 300)
    monkeypatch.setattr(workers, "ALONE", 600)


def offered() -> Iterator[Offered]:
    for n in range(40):
        yield RawArticle(f"The tide of day {n} rose by {n} metres along the quay. It fell again.", id=str(n))
        if n % 10 == 0:
            yield Notice("quay", f"{n} read")
            yield Rejection("quay", "no date")
            yield RawArticle("", f"Empty {n}", id=f"empty{n}")


def test_two_processes_prepare_as_one_does() -> None:
    alone = list(prepare_all(offered(), lambda: NOW, processes=1))
    assert list(prepare_all(offered(), lambda: NOW, processes=2)) == alone
    assert [item for item, _ in alone] == list(offered())
    kinds = [type(prepared).__name__ for _, prepared in alone]
    assert [kinds.count(name) for name in ("PreparedArticle", "str", "NoneType")] == [40, 4, 8]


def test_what_a_killed_process_leaves_is_prepared_here(monkeypatch: pytest.MonkeyPatch) -> None:
    started = workers._start
    victims = list[int]()

    def start() -> object:
        worker = started()
        assert worker
        victims.append(worker.process.pid)
        os.kill(worker.process.pid, signal.SIGKILL)
        return worker

    monkeypatch.setattr(workers, "_start", start)
    prepared = list(prepare_all(offered(), lambda: NOW, processes=2))
    assert [item for item, _ in prepared] == list(offered())
    assert sum(isinstance(article, PreparedArticle) for _, article in prepared) == 40
    assert victims


def test_no_process_is_left_when_the_listener_stops() -> None:
    prepared = prepare_all(offered(), lambda: NOW, processes=2)
    for _ in range(30):
        next(prepared)
    assert os.waitpid(-1, os.WNOHANG) == (0, 0)  # there are some, and they run
    prepared.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
