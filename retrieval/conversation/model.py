"""Makes a follow-up stand alone by a language model; by the rule where the model gives nothing usable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableLambda

from retrieval.composing.chat import Chat, Piece
from retrieval.composing.drafting import Drafting
from retrieval.composing.prompting import Prompt
from retrieval.composing.showing import harmless
from retrieval.conversation.rule import by_rule, stand_alone
from retrieval.errors import ChatError
from retrieval.types import Query, Turn, Usage, Workings

LONGEST = 300
"""Characters of a question that stands alone; more is an answer, or a speech."""


@dataclass(frozen=True)
class ModelCondenser:
    """Asks the model once about a question that has a history, and not at all about one that has none."""

    chat: Chat
    prompt: Prompt
    today: Callable[[], date] = date.today

    def runnable(self) -> Runnable[Query, Workings]:
        """As the chain takes it."""
        return RunnableLambda(self._condense, self._acondense)

    def _condense(self, query: Query) -> Workings:
        if not query.history:
            return Workings(query)
        try:
            return self._taken(query, list(self.chat.stream(self._messages(query))))
        except ChatError:
            return by_rule(query)

    async def _acondense(self, query: Query) -> Workings:
        if not query.history:
            return Workings(query)
        try:
            return self._taken(query, [piece async for piece in self.chat.astream(self._messages(query))])
        except ChatError:
            return by_rule(query)

    def _messages(self, query: Query) -> list[BaseMessage]:
        return self.prompt.messages(
            today=query.as_of or self.today().isoformat(),
            history="\n".join(map(_told, query.history)),
            question=harmless(query.text),
        )

    def _taken(self, query: Query, pieces: Sequence[Piece]) -> Workings:
        asked = _question(query, "".join(piece.text for piece in pieces))
        return Workings(asked, usage=pieces[-1].usage or Usage(), prompt_hashes=self.prompt.hashes)


def _told(turn: Turn) -> str:
    return f"<turn>\nQuestion: {harmless(turn.question)}\nAnswer: {harmless(turn.answer)}\n</turn>"


def _question(query: Query, text: str) -> Query:
    """The query with the model's question, where it is one; `focus` says that it was not asked so."""
    drafting = Drafting(0)
    claims = [*drafting.feed(text), *drafting.finish()]
    question = " ".join(claim.text for claim in claims).removeprefix("Question: ").strip('"“” ')
    if not question or len(question) > LONGEST or len(claims) > 2:
        return stand_alone(query)
    return query if question == query.text else replace(query, text=question, focus=question)
