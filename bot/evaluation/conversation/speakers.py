"""Who speaks in an answer: by its labels, by interviews, and by the sentences that it cites."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.text.attribution import attribution
from retrieval.values import Answer
from retrieval.values.understanding import Kind


def speakers(answer: Answer) -> frozenset[str]:
    """Return the last names of the speakers in lower case, each once however it is written."""
    return frozenset(name.split()[-1].casefold() for name in _names(answer) if name.split())


def _names(answer: Answer) -> Iterator[str]:
    if answer.kind is Kind.REACTIONS:
        yield from (line.label for line in answer.lines)
    for citation in answer.citations:
        yield citation.speaker
        if found := attribution((citation.evidence.text,), 0):
            yield found.speaker
