"""From a question to an answer that can be kept: all that blocks, in one function for the line to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.chat.fair_queue import Asker
from bot.chat.store.answers import KeptAnswer, new_id
from bot.discord.errors import NoArticlesError
from bot.requests.queries import known_source, make_query
from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser
from retrieval.values import Query, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, and from where; `limits` as people write them."""

    text: str
    user: int
    guild: int
    channel: int
    limits: Mapping[str, str | None] = field(default_factory=dict)
    private: bool = False
    follows: str = ""
    """The id of the kept answer that this goes on from."""

    @property
    def asker(self) -> Asker:
        return Asker(self.user, self.guild or self.channel)


@dataclass(frozen=True)
class Answering:
    """The engine with what it takes to ask it; `turns` are those that led to a kept answer."""

    engine: Engine
    catalogue: ArticleBrowser
    turns: Callable[[str], tuple[Turn, ...]]
    clock: Callable[[], datetime]

    def answer(self, asked: Asked) -> KeptAnswer:
        """Answer the question; block meanwhile. Raise NoArticlesError and what the engine raises."""
        query = replace(self._query(asked), history=self._history(asked))
        coverage = self.catalogue.coverage(query)
        if not coverage.articles and not self.catalogue.coverage(Query("")).articles:
            raise NoArticlesError
        return KeptAnswer(
            id=new_id(),
            user=asked.user,
            guild=asked.guild,
            channel=asked.channel,
            asked=self.clock(),
            query=query,
            coverage=coverage,
            answer=self.engine.ask(query),
            private=asked.private,
            follows=asked.follows,
        )

    def _query(self, asked: Asked) -> Query:
        query = make_query(asked.text, asked.limits, self.clock().date())
        if not query.source:
            return query
        return replace(query, source=known_source(query.source, self.engine.index.articles.sources()))

    def _history(self, asked: Asked) -> tuple[Turn, ...]:
        return self.turns(asked.follows) if asked.follows else ()
