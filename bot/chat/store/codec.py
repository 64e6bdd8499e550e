"""An answer as text to keep: what it points at, not the articles, which are read again later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.answer.citations import ArticleLookup
from retrieval.values import (
    Answer,
    AnswerLine,
    AnswerNotice,
    Article,
    Citation,
    Evidence,
    NoticeKind,
    Passage,
    RankedPassage,
    Refusal,
    RefusalReason,
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
            "lines": [_pack_line(line, answer) for line in answer.lines],
            "refusal": asdict(answer.refusal) if answer.refusal else None,
            "confidence": answer.confidence,
            "conflict": [citation.marker for citation in answer.conflict],
            "model": answer.model,
            "notices": [asdict(notice) for notice in answer.notices],
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
    standing = {c.marker: c for c in citations if isinstance(c, Citation)}
    answer = Answer(
        question=kept["question"],
        lines=_lines(kept, standing),
        refusal=_refusal(kept),
        confidence=kept["confidence"],
        conflict=tuple(standing[marker] for marker in kept.get("conflict", ()) if marker in standing),
        model=kept["model"],
        notices=tuple(_notice(notice) for notice in kept.get("notices", ())),
        short=ShortAnswer(**kept["short"]) if kept["short"] else None,
        timings_ms=kept["timings_ms"],
        citations=tuple(standing.values()),
        passages=tuple(_passages(kept["passages"], articles)),
    )
    return Reopened(answer, tuple(c for c in citations if isinstance(c, ForgottenArticle)))


def _pack_line(line: AnswerLine, answer: Answer) -> dict[str, Any]:
    """A line that is its cited sentence keeps no text: it is read again from the article."""
    sentences = {c.marker: c.evidence.text for c in answer.citations}
    quotes = [sentences.get(marker) for marker in line.markers] == [line.text]
    return {"text": None, "markers": line.markers} if quotes else asdict(line)


def _lines(kept: Mapping[str, Any], standing: Mapping[int, Citation]) -> tuple[AnswerLine, ...]:
    """Return the lines; an answer kept before there were any has one, with its markers in the text."""
    if "lines" not in kept:
        return (AnswerLine(kept["text"]),)
    return tuple(line for k in kept["lines"] if (line := _line(k, standing)))


def _line(kept: Mapping[str, Any], standing: Mapping[int, Citation]) -> AnswerLine | None:
    """Return a line; None for a sentence that does not stand in its article any more."""
    if kept["text"] is not None:
        return AnswerLine(kept["text"], tuple(kept["markers"]), kept["supported"])
    (marker,) = kept["markers"]
    return AnswerLine(standing[marker].evidence.text, (marker,)) if marker in standing else None


def _refusal(kept: Mapping[str, Any]) -> Refusal | None:
    if "refusal" not in kept:
        return Refusal(RefusalReason.BELOW_THRESHOLD) if kept["refused"] else None
    refusal = kept["refusal"]
    return refusal and Refusal(RefusalReason(refusal["reason"]), tuple(refusal["missing"]))


def _notice(kept: Mapping[str, Any]) -> AnswerNotice:
    return AnswerNotice(NoticeKind(kept["kind"]), kept["detail"], kept["marked"])


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
