"""The form of a question, which an address holds as a whole: it can be kept, sent and opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from bot.requests.queries import make_query, tidy
from retrieval.conversation.memory import MAX_TURNS
from retrieval.values import Query, Turn

LONGEST = 2_000
"""Characters of a field."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader typed: the question `q`, those before it, oldest first, and the limits."""

    q: str = ""
    before: tuple[str, ...] = ()
    source: str = ""
    since: str = ""
    until: str = ""

    @property
    def limited(self) -> bool:
        return bool(self.source or self.since or self.until)

    def query(self, today: date) -> Query:
        """Return the query. Raise UsageError for wrong days."""
        limits = {"source": self.source, "since": self.since, "until": self.until}
        history = tuple(Turn(question, "") for question in self.before)
        return replace(make_query(self.q, limits, today), history=history)

    def follow_up(self) -> Form:
        """Return the empty form of a question after this one, with the same limits."""
        return replace(self, q="", before=(*self.before, self.q)[-MAX_TURNS:])

    def asking(self, question: str) -> Form:
        """Return the form with another question."""
        return replace(self, q=question)

    def address(self) -> str:
        """Return the address that asks this question."""
        pairs = [("q", self.q), *(("h", question) for question in self.before)]
        limits = [(name, getattr(self, name)) for name in ("source", "since", "until")]
        return "/?" + urlencode([(name, value) for name, value in (*pairs, *limits) if value])

    def earlier(self) -> list[Form]:
        """Return the form of each question before."""
        return [replace(self, q=question, before=self.before[:n]) for n, question in enumerate(self.before)]


def read_form(parameters: QueryParams) -> Form:
    """Return the form of an address."""
    before = [tidy(question)[:LONGEST] for question in parameters.getlist("h")]
    texts = {name: tidy(parameters.get(name, ""))[:LONGEST] for name in ("q", "source", "since", "until")}
    return Form(before=tuple(filter(None, before))[-MAX_TURNS:], **texts)
