"""Makes a follow-up stand alone by a language model; by the rule where the model gives nothing usable."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date

from langchain_core.messages import BaseMessage

from retrieval.claims.claim_stream import ClaimStream
from retrieval.conversation.rule import stand_alone
from retrieval.errors import ChatError
from retrieval.llm.blocking import run_blocking
from retrieval.llm.chat import Chat, Piece, PiecesOf, each
from retrieval.llm.prompt import Prompt, harmless
from retrieval.llm.tokens import estimate_tokens
from retrieval.text.keywords import keywords
from retrieval.text.languages import language
from retrieval.text.names import unnamed
from retrieval.text.numbers import is_one, quantities
from retrieval.values import Query, QuestionState, Turn, Usage

SHARE = 2
"""One part in so many of a question's tokens may go into making it stand alone."""
LONGEST = 300
"""Characters of a question that stands alone; more is an answer, or a speech."""
_LABEL = re.compile(r"\A\W*(?:(?:last|standalone|stand-alone)\s+)?question\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class ModelCondenser:
    """Asks the model once about a question that has a history, and not at all about one that has none."""

    chat: Chat
    prompt: Prompt
    today: Callable[[], date] = date.today

    def condense(self, query: Query) -> QuestionState:
        """Return the question as the model puts it; block meanwhile."""
        return run_blocking(self._condense(query, each(self.chat.stream)))

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns; cancelling it closes the connection to the model."""
        return await self._condense(query, self.chat.astream)

    async def _condense(self, query: Query, pieces_of: PiecesOf) -> QuestionState:
        messages = self._messages(query)
        if not messages:
            return QuestionState(stand_alone(query))
        started, pieces, failed = time.monotonic(), list[Piece](), False
        try:
            async with aclosing(pieces_of(messages, 0.0)) as stream:
                async for piece in stream:
                    pieces.append(piece)
        except ChatError:
            failed = True
        return self._taken(query, pieces, failed, time.monotonic() - started)

    def _messages(self, query: Query) -> list[BaseMessage]:
        """As many of the last turns as half of the question's tokens hold; nothing where that is none."""
        for first in range(len(query.history)):
            messages = self.prompt.messages(
                today=query.as_of or self.today().isoformat(),
                history="\n".join(map(_told, query.history[first:])),
                question=harmless(query.text),
            )
            read = sum(estimate_tokens(str(message.text)) for message in messages)
            if read + self.chat.answer_tokens <= self.chat.tokens // SHARE:
                return messages
        return []

    def _taken(self, query: Query, pieces: Sequence[Piece], failed: bool, waited: float) -> QuestionState:
        """What the model made of the query, or the rule; what it cost in any case."""
        usable = not failed and not any(piece.cut for piece in pieces)
        asked = _question(query, "".join(piece.text for piece in pieces)) if usable else stand_alone(query)
        usage = next((piece.usage for piece in reversed(pieces) if piece.usage), Usage())
        return QuestionState(asked, usage=usage, prompt_hashes=self.prompt.hashes, waited=waited)


def _told(turn: Turn) -> str:
    return f"<turn>\nQuestion: {harmless(turn.question)}\nAnswer: {harmless(turn.answer)}\n</turn>"


def _question(query: Query, text: str) -> Query:
    """The query with the model's question, where it is one; `focus` says that it was not asked so."""
    drafting = ClaimStream(0)
    claims = [*drafting.feed(text), *drafting.finish()]
    question = _LABEL.sub("", " ".join(claim.text for claim in claims)).strip('"“” ')
    if not question or len(question) > LONGEST or len(claims) > 2 or not _asks(question, query):
        return stand_alone(query)
    same = question.casefold() == query.text.casefold()
    return query if same else replace(query, text=question, focus=question)


def _asks(question: str, query: Query) -> bool:
    """Whether a question keeps a word of the one that was asked, and adds no name or number."""
    said = " ".join((query.text, *(f"{turn.question} {turn.answer}" for turn in query.history)))
    asked_in = language(query.language)
    asked = keywords(query.text, asked_in) or keywords(said, asked_in)
    known = {q.value for q in quantities(said, asked_in)}
    return (
        bool(keywords(question, asked_in) & asked)
        and not unnamed(question, said, asked_in)
        and all(q.value in known for q in quantities(question, asked_in) if not is_one(q, asked_in))
    )
