"""Checks an answer's citations against the store, and numbers what passes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from retrieval.values import Answer, Article, Citation, Evidence, Sentence, Statement

UNSUPPORTED = "(no source found)"
"""Stands in the place of markers behind a claim that nothing bears out."""


class ArticleLookup(Protocol):
    """Where articles are read again: the store itself, not what the search remembers of it."""

    def article(self, article_id: str) -> Article | None: ...

    def sentences(self, article_id: str) -> Sequence[Sentence]: ...


def verify(statements: Sequence[Statement], stored: ArticleLookup) -> tuple[Statement, ...]:
    """The statements whose every piece of evidence is a stored sentence, the same to the character.

    A claim that is marked as borne out by nothing stays, and cites nothing.
    """
    return tuple(
        s for s in statements if s.marked or (s.evidence and all(_stands(e, stored) for e in s.evidence))
    )


def _stands(evidence: Evidence, stored: ArticleLookup) -> bool:
    article = stored.article(evidence.article.id)
    if article is None or evidence.sentence not in stored.sentences(article.id):
        return False
    return article.text[evidence.sentence.start : evidence.sentence.end] == evidence.text


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
        marks = UNSUPPORTED if statement.marked else "".join(f"[{n}]" for n in numbers)
        parts.append(f"{statement.text} {marks}")
    citations = sorted(markers.values(), key=lambda c: -c.evidence.score)
    return " ".join(parts), tuple(citations)


def plain_text(answer: Answer) -> str:
    """The answer's text without its markers: "[1]" is not the answer 1."""
    markers = {citation.marker for citation in answer.citations}
    return re.sub(r" ?\[(\d+)\]", lambda m: "" if int(m[1]) in markers else m[0], answer.text)
