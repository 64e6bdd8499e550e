"""Checks an answer's citations against the store, and numbers what passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.types import Article, Citation, Evidence, Statement


def verify(statements: Sequence[Statement], stored: Callable[[str], Article | None]) -> tuple[Statement, ...]:
    """The statements whose every sentence stands in the stored article, at its offsets, to the character.

    `stored` reads an article by id, None where it is gone.
    """
    return tuple(s for s in statements if s.evidence and all(_stands(e, stored) for e in s.evidence))


def _stands(evidence: Evidence, stored: Callable[[str], Article | None]) -> bool:
    article = stored(evidence.article.id)
    if article is None:
        return False
    start, end = evidence.sentence.start, evidence.sentence.end
    return 0 <= start < end <= len(article.text) and article.text[start:end] == evidence.text


def compose(statements: Sequence[Statement]) -> tuple[str, tuple[Citation, ...]]:
    """The text with a marker behind each statement, numbered from 1, and the citations, best first."""
    markers: dict[tuple[str, int], Citation] = {}
    parts: list[str] = []
    for statement in statements:
        numbers: list[int] = []
        for evidence in statement.evidence:
            key = (evidence.article.id, evidence.sentence.start)
            citation = markers.setdefault(key, Citation(len(markers) + 1, evidence, verified=True))
            numbers.append(citation.marker)
        parts.append(statement.text + " " + "".join(f"[{n}]" for n in numbers))
    citations = sorted(markers.values(), key=lambda c: -c.evidence.score)
    return " ".join(parts), tuple(citations)
