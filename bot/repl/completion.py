"""Completes commands and their arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.render.text import neutral, quoted_title
from bot.repl.commands import COMMANDS, OFF
from bot.repl.session import Session

DAYS = ("today", "yesterday", "last week", "last month", "last year", OFF)


class CommandCompleter(Completer):
    """Commands after "/", sources after "/source", markers after "/open", days after "/since"."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        line = document.text_before_cursor
        if not line.startswith("/"):
            return
        name, space, typed = line.partition(" ")
        commands = ((usage.split()[0], text) for usage, (text, _) in COMMANDS.items())
        start = typed if space else name
        for word, meaning in self._arguments(name) if space else commands:
            if word.casefold().startswith(start.casefold()):
                yield Completion(word, start_position=-len(start), display_meta=meaning)

    def _arguments(self, name: str) -> Iterator[tuple[str, str]]:
        if name == "/source":
            engine = self._session.opened_engine
            sources = engine.index.articles.sources() if engine else {}
            yield from ((neutral(source), f"{count} articles") for source, count in sources.items() if source)
            yield OFF, ""
        elif name == "/open" and self._session.last:
            for citation in self._session.last.citations:
                yield str(citation.marker), quoted_title(citation.evidence.article)
        elif name in ("/since", "/until", "/as-of"):
            yield from ((day, "") for day in DAYS)
        elif name == "/json":
            yield from (("on", ""), (OFF, ""))
