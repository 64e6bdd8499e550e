"""Checks an answer's citations against the store, and numbers what passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retrieval.values import AnswerLine, Article, Citation, Evidence, Sentence, Statement


class ArticleLookup(Protocol):
    """Where articles are read again: the store itself, not what the search remembers of it."""

    def article(self, article_id: str) -> Article | None: ...

    def sentences(self, article_id: str) -> Sequence[Sentence]: ...


def verify(statements: Sequence[Statement], articles: ArticleLookup) -> tuple[Statement, ...]:
    """Return the statements whose every piece of evidence is a stored sentence, equal to the character.

    A claim that is marked as unsupported stays, and cites nothing.
    """
    return tuple(
        s for s in statements if s.marked or (s.evidence and all(_stands(e, articles) for e in s.evidence))
    )


def _stands(evidence: Evidence, articles: ArticleLookup) -> bool:
    article = articles.article(evidence.article.id)
    if article is None or evidence.sentence not in articles.sentences(article.id):
        return False
    return article.text[evidence.sentence.start : evidence.sentence.end] == evidence.text


def number_citations(
    statements: Sequence[Statement], first: Sequence[Evidence] = ()
) -> tuple[tuple[AnswerLine, ...], tuple[Citation, ...]]:
    """Return the statements as lines with markers, and the citations, best first.

    Markers count from 1 in the order in which evidence is used; `first` is counted before the statements.
    """
    citations: dict[tuple[str, int], Citation] = {}
    for evidence in (*first, *(e for statement in statements for e in statement.evidence)):
        citations.setdefault(_key(evidence), Citation(len(citations) + 1, evidence, verified=True))
    lines = (
        AnswerLine(s.text, tuple(citations[_key(e)].marker for e in s.evidence), supported=not s.marked)
        for s in statements
    )
    return tuple(lines), tuple(sorted(citations.values(), key=lambda c: -c.evidence.score))


def _key(evidence: Evidence) -> tuple[str, int]:
    return evidence.article.id, evidence.sentence.start


def verify_evidence(evidence: Sequence[Evidence], articles: ArticleLookup) -> tuple[Evidence, ...]:
    """Return the evidence where every piece of it is a stored sentence, else nothing."""
    return tuple(evidence) if all(_stands(e, articles) for e in evidence) else ()
