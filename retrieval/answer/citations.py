"""An answer's citations, verified against the store and numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retrieval.values import AnswerLine, Article, Citation, Evidence, Sentence, Statement


class ArticleLookup(Protocol):
    """The store, which is read again for each citation."""

    def article(self, article_id: str) -> Article | None: ...

    def sentences(self, article_id: str) -> Sequence[Sentence]: ...


def verify(statements: Sequence[Statement], articles: ArticleLookup) -> tuple[Statement, ...]:
    """Return the statements whose evidence is stored sentences, equal to the character.

    Keep claims that are marked as unsupported; they cite nothing.
    """
    return tuple(
        s for s in statements if s.marked or (s.evidence and all(_is_stored(e, articles) for e in s.evidence))
    )


def _is_stored(evidence: Evidence, articles: ArticleLookup) -> bool:
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
        AnswerLine(
            s.text,
            tuple(citations[_key(e)].marker for e in s.evidence),
            supported=not s.marked,
            label=s.label,
        )
        for s in statements
    )
    return tuple(lines), tuple(sorted(citations.values(), key=_rank))


def _rank(citation: Citation) -> tuple[float, bool]:
    return -citation.evidence.score, citation.evidence.antecedent_of is not None


def _key(evidence: Evidence) -> tuple[str, int]:
    return evidence.article.id, evidence.sentence.start


def verify_evidence(evidence: Sequence[Evidence], articles: ArticleLookup) -> tuple[Evidence, ...]:
    """Return the evidence if all of it is stored sentences, else nothing."""
    return tuple(evidence) if all(_is_stored(e, articles) for e in evidence) else ()
