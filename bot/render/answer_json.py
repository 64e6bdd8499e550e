"""An answer as the JSON object of the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.render.answer_text import answer_text, english, notices_text, part_text, refusal_text
from retrieval.values import Answer, AnsweredPart, Article, Citation, RankedPassage, Trace

PASSAGES = 20


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """Return the fields of the contract, then those that explain the answer.

    Round probabilities and scores to four places, milliseconds to one.
    """
    short = answer.short
    return {
        "question": answer.question,
        "kind": answer.kind.value,
        "answer": answer_text(answer),
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "verdict": answer.verdict.value if answer.verdict else None,
        "premise": asdict(answer.premise) if answer.premise else None,
        "parts": [_part(p) for p in answer.parts],
        "coverage": asdict(answer.coverage) if answer.coverage else None,
        "citations": [citation_as_dict(c) for c in answer.citations],
        "short_answer": {**asdict(short), "score": round(short.score, 4)} if short else None,
        "passages": [_passage(p) for p in answer.passages[:PASSAGES]],
        "timings_ms": {step: round(spent, 1) for step, spent in answer.timings_ms.items()},
        "suggestions": list(answer.suggestions),
        "reason": refusal_text(answer.refusal, english()) if answer.refusal else "",
        "standalone": answer.standalone,
        "traces": [_trace(t) for t in answer.traces],
        "model": answer.model or None,
        "usage": asdict(answer.usage) if answer.model or answer.prompt_hashes else None,
        "prompts": dict(answer.prompt_hashes),
        "notice": notices_text(answer),
        "dropped": list(answer.dropped),
    }


def one_line(value: Mapping[str, Any] | list[Any]) -> str:
    """Return JSON on one line. No article text can break the line or steer a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def attributes(value: object, *names: str) -> dict[str, Any]:
    """Return the attributes of a value by name."""
    return {name: getattr(value, name) for name in names}


def citation_as_dict(citation: Citation) -> dict[str, Any]:
    """Return the fields of a citation in the contract."""
    evidence = citation.evidence
    article = evidence.article
    return {
        "marker": citation.marker,
        "sentence": evidence.text,
        **_outlet(article),
        "published": citation.published,
        "genre": article.genre,
        "speaker": citation.speaker or None,
        **attributes(evidence.sentence, "start", "end"),
        "score": round(evidence.score, 4),
        "verified": citation.verified,
        "also": [_outlet(article) for article in citation.also],
    }


def _part(part: AnsweredPart) -> dict[str, Any]:
    return {
        "question": part.question,
        "answer": part_text(part, english()),
        "refused": part.refused,
        "short_answer": part.short.text if part.short else None,
    }


def _outlet(article: Article) -> dict[str, Any]:
    return {"article_id": article.id, **attributes(article, "title", "source", "url", "published")}


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "article_id": trace.article.id,
        **attributes(trace, "kind", "text", "start", "end"),
        "score": round(trace.score, 4),
        "differences": [attributes(d, "quoted", "true") for d in trace.differences],
    }


def _passage(ranked: RankedPassage) -> dict[str, Any]:
    return {"article_id": ranked.article.id, "text": ranked.text, "score": round(ranked.score, 4)}
