"""What a condenser is: it makes a follow-up stand alone."""

from __future__ import annotations

from typing import Protocol

from retrieval.values import Query, QuestionState


class Condenser(Protocol):
    """Turn a question and its history into a query that is understood without them."""

    def condense(self, query: Query) -> QuestionState:
        """Return the query to search for, with what finding it out cost; block meanwhile."""
        ...

    async def acondense(self, query: Query) -> QuestionState:
        """Return what `condense` returns; cancelling it stops the model."""
        ...
