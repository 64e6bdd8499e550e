"""An answer as the JSON object of the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.render.answer_text import answer_text, english, notices_text, refusal_text
from retrieval.values import Answer, Article, Citation, RankedPassage, ShortAnswer, Trace, Usage

PASSAGES = 20


def answer_as_dict(answer: Answer) -> dict[str, Any]:
    """The contract's fields; then why it is a refusal, what a follow-up was taken for, where a quote stands,
    and of a language model its name, tokens, cost, prompts and the claims of it that were left out.

    Probabilities and scores to four places, milliseconds to one.
    """
    return {
        "question": answer.question,
        "answer": answer_text(answer),
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "citations": [_citation(c) for c in answer.citations],
        "short_answer": _short(answer.short) if answer.short else None,
        "passages": [_passage(p) for p in answer.passages[:PASSAGES]],
        "timings_ms": {step: round(spent, 1) for step, spent in answer.timings_ms.items()},
        "reason": refusal_text(answer.refusal, english()) if answer.refusal else "",
        "standalone": answer.standalone,
        "traces": [_trace(t) for t in answer.traces],
        "model": answer.model or None,
        "usage": _usage(answer.usage) if answer.model or answer.prompt_hashes else None,
        "prompts": dict(answer.prompt_hashes),
        "notice": notices_text(answer),
        "dropped": list(answer.dropped),
    }


def one_line(value: Mapping[str, Any] | list[Any]) -> str:
    """Return JSON on one line. No article text can break the line or steer a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return (
        text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    )


def _citation(citation: Citation) -> dict[str, Any]:
    evidence = citation.evidence
    article = evidence.article
    return {
        "marker": citation.marker,
        "sentence": evidence.text,
        **_outlet(article),
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "score": round(evidence.score, 4),
        "verified": citation.verified,
        "also": [_outlet(article) for article in citation.also],
    }


def _outlet(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
    }


def _short(short: ShortAnswer) -> dict[str, Any]:
    return {
        "text": short.text,
        "marker": short.marker,
        "start": short.start,
        "end": short.end,
        "score": round(short.score, 4),
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost": usage.cost,
        "estimated": usage.estimated,
    }


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "article_id": trace.article.id,
        "kind": trace.kind,
        "text": trace.text,
        "start": trace.start,
        "end": trace.end,
        "score": round(trace.score, 4),
        "differences": [{"quoted": d.quoted, "true": d.true} for d in trace.differences],
    }


def _passage(ranked: RankedPassage) -> dict[str, Any]:
    return {"article_id": ranked.article.id, "text": ranked.text, "score": round(ranked.score, 4)}
