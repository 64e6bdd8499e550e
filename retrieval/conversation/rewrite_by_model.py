"""Follow-ups rewritten by a language model, or by the rule if its question is unusable."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date

from langchain_core.messages import BaseMessage

from retrieval.claims.claim_stream import ClaimStream
from retrieval.conversation.rewrite_by_rule import stand_alone
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
"""The rewriting may cost one in this many of a question's tokens."""
LONGEST = 300
"""Characters of a rewritten question. A longer text is no question."""
_LABEL = re.compile(r"\A\W*(?:(?:last|standalone|stand-alone)\s+)?question\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class ModelCondenser:
    """Ask the model once about a question with a history, and never about another."""

    chat: Chat
    prompt: Prompt
    today: Callable[[], date] = date.today

    def condense(self, query: Query) -> QuestionState:
        """Return the question as the model rewrites it. Block until it is rewritten."""
        return run_blocking(self._condense(query, each(self.chat.stream)))

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns. Cancelling closes the connection to the model."""
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
        return self._result(query, pieces, failed, time.monotonic() - started)

    def _messages(self, query: Query) -> list[BaseMessage]:
        """Return a prompt with the last turns that fit into its tokens; nothing if none fit."""
        for first in range(len(query.history)):
            messages = self.prompt.messages(
                today=query.as_of or self.today().isoformat(),
                history="\n".join(map(_turn, query.history[first:])),
                question=harmless(query.text),
            )
            prompt_tokens = sum(estimate_tokens(str(message.text)) for message in messages)
            if prompt_tokens + self.chat.answer_tokens <= self.chat.tokens // SHARE:
                return messages
        return []

    def _result(self, query: Query, pieces: Sequence[Piece], failed: bool, waited: float) -> QuestionState:
        """Return the model's question, or the rule's, with the model's cost."""
        usable = not failed and not any(piece.cut for piece in pieces)
        condensed = (
            _question(query, "".join(piece.text for piece in pieces)) if usable else stand_alone(query)
        )
        usage = next((piece.usage for piece in reversed(pieces) if piece.usage), Usage())
        return QuestionState(condensed, usage=usage, prompt_hashes=self.prompt.hashes, waited=waited)


def _turn(turn: Turn) -> str:
    return f"<turn>\nQuestion: {harmless(turn.question)}\nAnswer: {harmless(turn.answer)}\n</turn>"


def _question(query: Query, text: str) -> Query:
    """Return the query with the model's question, as its `focus` too, or the rule's if it is unusable."""
    stream = ClaimStream(0)
    claims = [*stream.feed(text), *stream.finish()]
    question = _LABEL.sub("", " ".join(claim.text for claim in claims)).strip('"“” ')
    if not question or len(question) > LONGEST or len(claims) > 2 or not _fits(question, query):
        return stand_alone(query)
    same = question.casefold() == query.text.casefold()
    return query if same else replace(query, text=question, focus=question)


def _fits(question: str, query: Query) -> bool:
    """Return whether a question keeps a word of the original and adds no name or number."""
    conversation = " ".join((query.text, *(f"{turn.question} {turn.answer}" for turn in query.history)))
    asked_in = language(query.language)
    words = keywords(query.text, asked_in) or keywords(conversation, asked_in)
    numbers = {q.value for q in quantities(conversation, asked_in)}
    return (
        bool(keywords(question, asked_in) & words)
        and not unnamed(question, conversation, asked_in)
        and all(q.value in numbers for q in quantities(question, asked_in) if not is_one(q, asked_in))
    )
