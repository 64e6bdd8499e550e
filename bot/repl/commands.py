"""The slash commands of the REPL: each takes the session and an argument, and returns a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from rich.console import RenderableType
from rich.text import Text

from bot.render.answers import limits_text
from bot.render.articles import CitedView, SourcesView
from bot.render.text import count_text
from bot.render.views import View, hanging
from bot.repl.session import Session
from bot.requests.queries import known_source
from retrieval.errors import UsageError
from retrieval.values import Citation

Command: TypeAlias = Callable[[Session, str], View]

OFF = "off"


class LeaveSession(Exception):
    """Control flow, no error: the user leaves."""


@dataclass(frozen=True)
class ProgramMessage:
    """A message of the program itself."""

    text: str

    def plain(self) -> str:
        return self.text

    def rich(self) -> RenderableType:
        return Text(self.text, style="dim")


@dataclass(frozen=True)
class HelpView:
    def plain(self) -> str:
        return "\n".join(f"{usage}\t{text}" for usage, (text, _) in COMMANDS.items())

    def rich(self) -> RenderableType:
        return hanging(
            *((Text(f"{usage} ", style="cyan"), Text(text)) for usage, (text, _) in COMMANDS.items())
        )


def run_command(session: Session, line: str) -> View:
    """Return what the command on `line` shows. Raise UsageError if it is wrong, LeaveSession for /quit."""
    name, _, argument = line.partition(" ")
    for usage, (_, command) in COMMANDS.items():
        if usage.split()[0] == name:
            return command(session, argument.strip())
    near = get_close_matches(name, command_names(), n=1, cutoff=0)[0]
    raise UsageError(f"unknown command {name}; did you mean {near}? /help lists them all")


def command_names() -> list[str]:
    return [usage.split()[0] for usage in COMMANDS]


def _sources(session: Session, argument: str) -> View:
    return SourcesView(session.engine.index.articles.sources())


def _open(session: Session, argument: str) -> View:
    if session.last is None or not session.last.citations:
        raise UsageError("there is nothing to open; ask a question first")
    return CitedView(_citation(session.last.citations, argument.strip("[]") or "1"), session.today)


def _citation(citations: tuple[Citation, ...], marker: str) -> Citation:
    for citation in citations:
        if str(citation.marker) == marker:
            return citation
    markers = ", ".join(f"[{c.marker}]" for c in sorted(citations, key=lambda c: c.marker))
    raise UsageError(f"the last answer has no [{marker}]; it has {markers}")


def _new(session: Session, argument: str) -> View:
    return ProgramMessage(f"a new conversation; {count_text(session.forget(), 'question')} forgotten")


def _limit(name: str) -> Command:
    def set_limit(session: Session, argument: str) -> View:
        if name == "source" and argument not in ("", OFF):
            argument = known_source(argument, session.engine.index.articles.sources())
        if argument:
            session.set_limits(**{name: "" if argument == OFF else argument})
        return ProgramMessage(_state(session))

    return set_limit


def _state(session: Session) -> str:
    as_of = f"; today is {session.limits.as_of}" if session.limits.as_of else ""
    return f"searching: {limits_text(session.limits) or 'all articles'}{as_of}"


def _json(session: Session, argument: str) -> View:
    if argument not in ("", "on", OFF):
        raise UsageError("/json takes on or off")
    session.as_json = argument != OFF
    return ProgramMessage(f"answers as JSON: {'on' if session.as_json else OFF}")


def _quit(session: Session, argument: str) -> View:
    raise LeaveSession


COMMANDS: Mapping[str, tuple[str, Command]] = {
    "/open N": ("show the sentence cited as [N], highlighted in its paragraph", _open),
    "/new": ("begin a new conversation: what was asked before is forgotten", _new),
    "/sources": (
        "list the outlets and how many articles each has",
        lambda session, _: SourcesView(session.engine.index.articles.sources()),
    ),
    "/since D": ("only articles from this day on, such as 2026-03-01, last monday or off", _limit("since")),
    "/until D": ("only articles up to this day, or off", _limit("until")),
    "/source S": ("only articles of this outlet, or off", _limit("source")),
    "/as-of D": ("what “today” means, or off", _limit("as_of")),
    "/json on|off": ("answers as JSON objects", _json),
    "/help": ("this list", lambda *_: HelpView()),
    "/quit": ("leave; so does Ctrl-D", _quit),
}
