"""The REPL on a pipe: no prompt, one answer after another."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future

from bot.render.views import make_console
from bot.repl.commands import LeaveSession
from bot.repl.exchange import take_line
from bot.repl.session import Session


def run_piped(session: Session, lines: Iterable[str]) -> None:
    """Take every line up to /quit. Raise NewsdeskError if the engine cannot be opened."""
    session.start()
    _ = session.engine
    out, err = make_console(), make_console(stderr=True)
    try:
        for line in lines:
            take_line(session, line, Future.result, out, err)
    except LeaveSession:
        return
