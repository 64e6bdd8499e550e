from collections.abc import Iterator
from datetime import date

import pytest

from bot.repl.session import Session
from bot.repl.worker import Worker
from retrieval.engine import Engine

TODAY = date(2026, 3, 5)


@pytest.fixture
def session(news_engine: Engine) -> Iterator[Session]:
    """A session on the articles "harbour", "glacier" and "cup"."""
    worker = Worker()
    yield Session(worker, lambda: news_engine, TODAY)
    assert worker.stop()
