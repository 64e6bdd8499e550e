"""An answer as text to keep: what it points at, not the articles, which are read again later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.answer.citations import ArticleLookup
from retrieval.values import (
    Answer,
    Article,
    Citation,
    Evidence,
    Passage,
    RankedPassage,
    Sentence,
    ShortAnswer,
    Span,
)

PASSAGES = 20
"""Passages that are kept of an answer, the best."""


@dataclass(frozen=True, slots=True)
class ForgottenArticle:
    """What a marker stood for before its article was changed or removed."""

    marker: int
    title: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A kept answer with what still stands in the store, and what does not."""

    answer: Answer
    gone: tuple[ForgottenArticle, ...] = ()


def pack(answer: Answer) -> str:
    """JSON of the answer without its articles' texts."""
    return json.dumps(
        {
            "question": answer.question,
            "text": answer.text,
            "refused": answer.refused,
            "confidence": answer.confidence,
            "reason": answer.reason,
            "model": answer.model,
            "notice": answer.notice,
            "short": asdict(answer.short) if answer.short else None,
            "timings_ms": dict(answer.timings_ms),
            "citations": [_pack_citation(c) for c in answer.citations],
            "passages": [_pack_passage(p) for p in answer.passages[:PASSAGES]],
        },
        ensure_ascii=False,
    )


def unpack(text: str, stored: ArticleLookup) -> Reopened:
    """The answer as it was, less what the store no longer holds to the character."""
    kept = json.loads(text)
    articles = _Articles(stored)
    citations = list(_citations(kept["citations"], articles))
    answer = Answer(
        question=kept["question"],
        text=kept["text"],
        refused=kept["refused"],
        confidence=kept["confidence"],
        reason=kept["reason"],
        model=kept["model"],
        notice=kept["notice"],
        short=ShortAnswer(**kept["short"]) if kept["short"] else None,
        timings_ms=kept["timings_ms"],
        citations=tuple(c for c in citations if isinstance(c, Citation)),
        passages=tuple(_passages(kept["passages"], articles)),
    )
    return Reopened(answer, tuple(c for c in citations if isinstance(c, ForgottenArticle)))


def cited_articles(answer: Answer) -> list[str]:
    """Ids of the articles whose words stand in the answer."""
    return sorted({citation.evidence.article.id for citation in answer.citations})


def _pack_citation(citation: Citation) -> dict[str, Any]:
    evidence = citation.evidence
    return {
        "marker": citation.marker,
        "article": evidence.article.id,
        "hash": evidence.article.content_hash,
        "title": evidence.article.title,
        "at": [evidence.sentence.start, evidence.sentence.end],
        "score": evidence.score,
        "span": asdict(evidence.span) if evidence.span else None,
        "verified": citation.verified,
    }


def _pack_passage(ranked: RankedPassage) -> dict[str, Any]:
    return {
        "id": ranked.passage.id,
        "article": ranked.article.id,
        "hash": ranked.article.content_hash,
        "sentences": [[s.start, s.end] for s in ranked.passage.sentences],
        "score": ranked.score,
    }


class _Articles:
    """Each article read once."""

    def __init__(self, stored: ArticleLookup) -> None:
        self._stored = stored
        self._read: dict[str, Article | None] = {}

    def same(self, article_id: str, content_hash: str) -> Article | None:
        """The article, if its text is the one that was cited."""
        if article_id not in self._read:
            self._read[article_id] = self._stored.article(article_id)
        article = self._read[article_id]
        return article if article and article.content_hash == content_hash else None


def _citations(kept: list[Mapping[str, Any]], articles: _Articles) -> Iterator[Citation | ForgottenArticle]:
    for c in kept:
        article = articles.same(c["article"], c["hash"])
        if article is None:
            yield ForgottenArticle(c["marker"], c["title"])
        else:
            span = Span(**c["span"]) if c.get("span") else None  # not kept before spans were
            evidence = Evidence(article, Sentence(*c["at"]), c["score"], span)
            yield Citation(c["marker"], evidence, c["verified"])


def _passages(kept: list[Mapping[str, Any]], articles: _Articles) -> Iterator[RankedPassage]:
    for p in kept:
        if article := articles.same(p["article"], p["hash"]):
            sentences = tuple(Sentence(*at) for at in p["sentences"])
            yield RankedPassage(Passage(p["id"], article.id, sentences), article, p["score"])
