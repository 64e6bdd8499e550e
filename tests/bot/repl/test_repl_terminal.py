"""The prompt, driven through a pipe that stands for the keyboard."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date
from io import StringIO
from pathlib import Path
from threading import Event, Timer

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.repl.session import Session
from bot.repl.terminal import make_prompt, run_terminal, toolbar, wait_for
from bot.repl.worker import Worker
from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.values import Answer, Query

QUESTION = "How much ice did the Varn glacier lose?"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def test_questions_and_ctrl_d(
    session: Session, tmp_path: Path, keyboard: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    keyboard.send_text(f"{QUESTION}\r/open 1\r/nope\rhalf a question\x03\x04")
    run_terminal(session, tmp_path / "data")
    shown = capsys.readouterr()
    assert "/help" in shown.out.splitlines()[0]
    assert "The Varn glacier lost nine metres" in shown.out and ">>The Varn" in shown.out
    assert shown.err == "newsdesk: unknown command /nope; did you mean /open? /help lists them all\n"


def test_quit(session: Session, tmp_path: Path, keyboard: PipeInput) -> None:
    keyboard.send_text("/quit\r")
    run_terminal(session, tmp_path / "data")


def test_the_history_is_kept_in_the_data_folder(
    session: Session, tmp_path: Path, keyboard: PipeInput
) -> None:
    keyboard.send_text("/help\r/quit\r")
    run_terminal(session, tmp_path / "new" / "data")
    assert "/help" in (tmp_path / "new" / "data" / "history").read_text()
    keyboard.send_text("\x1b[A\x1b[A\r")  # twice up: /help again
    assert make_prompt(session, tmp_path / "new" / "data").prompt("> ") == "/help"


def test_a_history_that_cannot_be_written_is_forgotten(
    session: Session, tmp_path: Path, keyboard: PipeInput
) -> None:
    (tmp_path / "history").mkdir()
    keyboard.send_text("/help\r/quit\r")
    run_terminal(session, tmp_path)


def test_a_data_folder_that_cannot_be_made_is_told(session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"the data folder .* cannot be used"):
        make_prompt(session, tmp_path / "file" / "data")


def test_the_engine_opens_only_after_the_prompt_is_drawn(tmp_path: Path, keyboard: PipeInput) -> None:
    opened = Event()

    def build() -> Engine:
        opened.set()
        raise StoreError("no engine")

    session = Session(Worker(), build, date(2026, 3, 5))
    prompt = make_prompt(session, tmp_path)
    assert not opened.is_set()
    keyboard.send_text("x\r")
    prompt.prompt("> ")
    assert opened.wait(5)


def words(session: Session) -> str:
    return "".join(text for _, text, *_ in toolbar(session))


def test_the_toolbar_tells_the_state(session: Session) -> None:
    assert words(session) == " models loading…"
    session.ask("warm?").result(10)
    session.set_limits(since="2026-01-01", source="Herald", as_of="2026-03-01")
    assert words(session) == " 3 articles · since 2026-01-01, source Herald · today is 2026-03-01"


def test_ctrl_c_abandons_the_question_and_the_next_one_waits(news_engine: Engine) -> None:
    class SlowEngine(Engine):
        def ask(self, query: Query) -> Answer:
            if query.text == "slow":
                assert go_on.wait(10)
            return super().ask(query)

    go_on = Event()
    session = Session(Worker(), lambda: SlowEngine(**vars(news_engine)), date(2026, 3, 5))
    session.start()
    err = Console(file=StringIO(), force_terminal=True)
    slow = session.ask("slow")
    Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        wait_for(session, slow, err)
    assert "cancelled" in err.file.getvalue()  # type: ignore[attr-defined]
    after: Future[Answer] = session.ask(QUESTION)
    assert session.doing(after) == "Finishing the cancelled question first…"
    go_on.set()
    assert wait_for(session, after, err).question == QUESTION
