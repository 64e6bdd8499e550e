"""Turns one line into a view or an error, for the terminal and the pipe."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import click
from rich.console import Console, RenderableType
from rich.text import Text

from bot.render.answer_json import answer_as_dict, one_line
from bot.render.answers import answer_view
from bot.render.views import View, show, whole_line
from bot.repl.commands import LeaveSession, run_command
from bot.repl.session import Session
from retrieval.errors import NewsdeskError
from retrieval.values import Answer

BYE = ("quit", "exit")


@dataclass(frozen=True)
class JsonView:
    """An answer as a JSON line, in a terminal too."""

    answer: Answer

    def plain(self) -> str:
        return one_line(answer_as_dict(self.answer))

    def rich(self) -> RenderableType:
        return whole_line(self.plain())


def take_line(
    session: Session, line: str, wait: Callable[[Future[Answer]], Answer], out: Console, err: Console
) -> None:
    """Answer a question or run a command, and show the result. Raise LeaveSession."""
    line = line.strip()
    if not line:
        return
    if line in BYE:
        raise LeaveSession
    try:
        view = run_command(session, line) if line.startswith("/") else _answer(session, line, wait)
    except NewsdeskError as error:
        _show_error(str(error), err)
    else:
        show(view, out)
        if not session.as_json:
            out.print()


def _answer(session: Session, question: str, wait: Callable[[Future[Answer]], Answer]) -> View:
    answer = wait(session.ask(question))
    session.keep(answer)
    return JsonView(answer) if session.as_json else answer_view(answer, session.limits, session.today)


def _show_error(message: str, err: Console) -> None:
    if err.is_terminal:
        err.print(Text(message, style="red"))
    else:
        click.echo(f"newsdesk: {message}", err=True)
