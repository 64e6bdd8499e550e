"""The server on the small models: in the process, and on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
import uvicorn
from starlette.testclient import TestClient

from bot.chat.queue import AnswerQueue
from bot.web.app import create_app
from bot.web.desk import Desk, queue_limits
from bot.web.guard import Rules
from bot.web.serve import open_socket, url_of
from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser

TOKEN = "a-token-that-nobody-guesses"
Serving = Callable[[Rules], TestClient]


def make_desk(engine: Engine, **settings: bool) -> Desk:
    """A desk with two workers, on 2026-03-05."""
    engine = replace(engine, today=lambda: date(2026, 3, 5))
    browser = ArticleBrowser(engine.index.folder)
    return Desk(engine, AnswerQueue(queue_limits(2)), browser, engine.today, **settings)


@pytest.fixture
def serving(news_engine: Engine) -> Iterator[Serving]:
    """Makes clients of servers with the articles "harbour", "glacier" and "cup"."""
    desk = make_desk(news_engine)

    def make(rules: Rules) -> TestClient:
        return TestClient(create_app(desk, rules), base_url="http://localhost")

    yield make
    desk.close()


@pytest.fixture
def client(serving: Serving) -> Iterator[TestClient]:
    """A client of a server without a token."""
    with serving(Rules()) as opened:
        yield opened


@contextmanager
def running(desk: Desk, rules: Rules | None = None) -> Iterator[str]:
    """Serve on a port of this machine meanwhile; the value is the address."""
    with open_socket("127.0.0.1", 0) as sock:
        config = uvicorn.Config(create_app(desk, rules or Rules()), log_level="critical", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            yield url_of(sock)
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture
def server(news_engine: Engine) -> Iterator[str]:
    """The address of a server on a port of this machine."""
    desk = make_desk(news_engine)
    with running(desk) as address:
        yield address
    desk.close()
