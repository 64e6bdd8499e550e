"""The interface of answerers, which turn evidence into statements that cite it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from retrieval.values import QuestionState, Reply


class Answerer(Protocol):
    """Make a reply from the evidence for a question."""

    @property
    def writes(self) -> bool:
        """Whether a language model writes, so that a front end shows the answer as it grows."""
        ...

    def answer(self, state: QuestionState) -> Reply:
        """Return the whole reply. Block until it is complete."""
        ...

    def stream(self, state: QuestionState) -> AsyncIterator[Reply]:
        """Yield pieces that add up to the reply. Closing the iterator stops the model."""
        ...
