"""A session whose answers a language model writes, over the real client and a local server."""

import os
import signal
from collections.abc import Iterator
from datetime import date
from io import StringIO
from threading import Timer

import pytest
from rich.console import Console

from bot.repl.session import Session
from bot.repl.terminal import wait_for
from bot.repl.worker import Worker
from retrieval.engine import Engine
from retrieval.llm.factory import open_chat
from retrieval.settings import Settings
from retrieval.values import Turn
from tests.chat_server import ChatServer, falls_silent, says, serving
from tests.retrieval.answer.conftest import with_chat

SURVEY = "Who led the survey of the Varn glacier?"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving() as running:
        yield running


@pytest.fixture
def session(news_engine: Engine, server: ChatServer) -> Iterator[Session]:
    chat = open_chat("local", Settings(model_url=server.url, model_timeout=20))
    made = Session(Worker(), lambda: with_chat(news_engine, chat), date(2026, 3, 5))
    yield made
    made.close()


def test_sentences_show_as_they_are_verified(session: Session, server: ChatServer) -> None:
    def reply(exchange):  # type: ignore[no-untyped-def]
        exchange.begin()
        exchange.words("Lena Osk led the survey [1]. Boris Tamm paid for")
        while not (session.partial and "Boris" in session.partial.draft):
            exchange.leave.wait(0.01)
        seen.append(session.partial)
        exchange.words(" it.")
        exchange.end()

    seen: list[object] = []
    server.replies = [reply]
    err = Console(file=StringIO(), force_terminal=True)
    answer = wait_for(session, session.ask(SURVEY), err)
    (partial,) = seen
    assert partial.text == answer.text == "Lena Osk led the survey. [1]"  # type: ignore[attr-defined]
    assert session.partial is None


def test_one_client_serves_question_after_question(session: Session, server: ChatServer) -> None:
    server.replies = [says("Lena Osk led the survey [1].")] * 3
    for _ in range(3):
        assert session.ask(SURVEY).result(10).notices == ()


def test_ctrl_c_cuts_the_model_off(session: Session, server: ChatServer) -> None:
    server.replies = [falls_silent("Lena Osk led"), says("Lena Osk led the survey [1].")]
    Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    err = Console(file=StringIO(), force_terminal=True)
    with pytest.raises(KeyboardInterrupt):
        wait_for(session, session.ask(SURVEY), err)
    assert session.ask(SURVEY).result(10).text == "Lena Osk led the survey. [1]"


def test_what_a_session_left_that_could_not_forget_is_forgotten(
    session: Session, news_engine: Engine
) -> None:
    gone, old, alive = "repl:4194399:a", "repl:b", f"repl:{os.getppid()}:c"
    for thread in (gone, old, alive):
        news_engine.memory.add(thread, "repl", Turn("Who led the survey?", "Osk."))
    session.start()
    assert session.engine.memory.threads("repl") == (alive,)
