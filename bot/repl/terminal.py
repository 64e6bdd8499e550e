"""The REPL in a terminal: a prompt at once, and the models loading behind it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, wait
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from bot.render.answers import limits_text, partial_view
from bot.render.text import count_text
from bot.render.views import make_console
from bot.repl.commands import LeaveSession
from bot.repl.completion import CommandCompleter
from bot.repl.exchange import take_line
from bot.repl.session import Session
from retrieval.errors import StoreError
from retrieval.values import Answer

GREETING = "Ask a question, or type /help for the commands. Ctrl-C cancels a question, Ctrl-D leaves."
TICK = 0.1
"""Seconds between two looks at a question that is being answered."""


class KeptHistory(FileHistory):
    """A history that is no reason to fail: what the disk does not give or take is forgotten."""

    def load_history_strings(self) -> Iterable[str]:
        try:
            return super().load_history_strings()
        except OSError:
            return ()

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)


def run_terminal(session: Session, folder: Path) -> None:
    """Prompt until /quit or Ctrl-D. Keep the history in `folder`."""
    out, err = make_console(), make_console(stderr=True)
    prompt = make_prompt(session, folder)
    out.print(Text(GREETING, style="dim"))
    while True:
        try:
            line = prompt.prompt("> ")
            take_line(session, line, lambda job: wait_for(session, job, err), out, err)
        except KeyboardInterrupt:
            continue
        except (EOFError, LeaveSession):
            return


def make_prompt(session: Session, folder: Path) -> PromptSession[str]:
    """Return a prompt that starts the session once it is drawn. Imports would delay it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the data folder {folder} cannot be used: {error}") from None
    prompt: PromptSession[str] = PromptSession(
        history=KeptHistory(os.fspath(folder / "history")),
        completer=CommandCompleter(session),
        complete_while_typing=True,
        bottom_toolbar=lambda: toolbar(session),
    )
    prompt.app.after_render += lambda app: session.start(on_progress=app.invalidate)
    return prompt


def toolbar(session: Session) -> StyleAndTextTuples:
    """Return the state in a line: number of articles, limits, whether the models are loading."""
    engine = session.opened_engine
    parts = [count_text(engine.index.articles.counts()[0], "article")] if engine else []
    if session.loading:
        parts.append("models loading…")
    if limits := limits_text(session.limits):
        parts.append(limits)
    if session.limits.as_of:
        parts.append(f"today is {session.limits.as_of}")
    return [("", " " + " · ".join(parts))]


def wait_for(session: Session, job: Future[Answer], err: Console) -> Answer:
    """Return the answer. Show a spinner until then. Ctrl-C abandons it."""
    try:
        with err.status(session.doing(job)) as status:
            while not wait([job], TICK).done:
                status.update(partial_view(session.partial) if session.partial else session.doing(job))
        return job.result()
    except KeyboardInterrupt:
        session.cancel(job)
        err.print(Text("cancelled", style="dim"))
        raise
