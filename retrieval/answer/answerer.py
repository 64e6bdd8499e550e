"""What an answerer is: it turns evidence into statements that cite it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from retrieval.values import QuestionState, Reply


class Answerer(Protocol):
    """Make a reply of the evidence that was found for a question."""

    @property
    def writes(self) -> bool:
        """Whether a language model writes, so that it is worth watching the answer come."""
        ...

    def answer(self, state: QuestionState) -> Reply:
        """Return the whole reply; block meanwhile."""
        ...

    def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield pieces that add up to the reply; closing the iterator stops the model."""
        ...
