"""The log line of each answer: what kind, how sure, how long, and not the question unless asked to."""

from __future__ import annotations

import logging
from typing import Any

from retrieval.values import Answer

log = logging.getLogger(__name__)


def log_answer(answer: Answer, front_end: str, *, with_question: bool) -> None:
    """Write the line that the structured log holds of an answer."""
    log.info("answered", extra=answer_facts(answer, front_end, with_question=with_question))


def answer_facts(answer: Answer, front_end: str, *, with_question: bool) -> dict[str, Any]:
    """Return what is told of an answer."""
    facts: dict[str, Any] = {
        "front_end": front_end,
        "kind": answer.kind.value,
        "confidence": round(answer.confidence, 4),
        "refusal": answer.refusal.reason.value if answer.refusal else None,
        "citations": len(answer.citations),
        "timings_ms": dict(answer.timings_ms),
        "model": answer.model or None,
    }
    return {**facts, "question": answer.question} if with_question else facts
