"""The scores of one question of a conversation set; NaN where one does not apply."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bot.evaluation.conversation.checks import Behaviour, Checks, Result
from bot.evaluation.conversation.citing import Fault, faults
from retrieval.values import Answer

SURE = 0.8
"""Confidence from which a wrong answer is told as a fact."""


def conversation_scores(checks: Checks, results: Sequence[Result], answer: Answer) -> dict[str, float]:
    """Return what the metrics of a conversation set need.

    A refusal has no citations of its own, since it shows the nearest; `evidence_right` is what the
    confidence is held against.
    """
    passed = all(result.holds for result in results)
    said = not answer.refused
    judged = said and checks.behave is not Behaviour.TALK
    return {
        "conversation_passed": float(passed),
        "confident_wrong": float(said and not passed and answer.confidence >= SURE),
        "refused": float(answer.refused),
        "confidence": answer.confidence,
        "evidence_right": float(passed) if judged else math.nan,
        "answer_words": float(len(answer.plain_text.split())) if judged else math.nan,
        "latency_ms": float(answer.timings_ms.get("total", math.nan)),
        **(_cited(answer) if said else {}),
    }


def fault_counts(rows: Sequence[Mapping[str, float]]) -> dict[str, int]:
    """Return the number of all citations, and of those with each fault."""
    return {name: int(sum(row.get(name, 0) for row in rows)) for name in ("citations", *Fault)}


def _cited(answer: Answer) -> dict[str, float]:
    counts = faults(answer.citations)
    return {"citations": float(len(answer.citations)), **{str(f): float(n) for f, n in counts.items()}}
