"""The interface of condensers, which make a follow-up stand alone."""

from __future__ import annotations

from typing import Protocol

from retrieval.values import Query, QuestionState


class Condenser(Protocol):
    """Turn a question and its history into a query that needs no history."""

    def condense(self, query: Query) -> QuestionState:
        """Return the query to search for, with the cost of making it. Block until it is made."""
        ...

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns. Cancelling stops the model."""
        ...
