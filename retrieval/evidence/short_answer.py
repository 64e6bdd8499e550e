"""The few words of a cited sentence that answer by themselves, where the reader is sure of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from retrieval.evidence.calibration import Calibration
from retrieval.values import Citation, ShortAnswer, Span


def short_answer(
    citations: Sequence[Citation], confidence: float, calibration: Calibration
) -> ShortAnswer | None:
    """The likeliest short answer in the cited sentences; None where it is not sure enough to be shown."""
    offered = [(c, c.evidence.span) for c in citations if c.evidence.span]
    if not offered:
        return None
    citation, span = max(offered, key=lambda pair: pair[1].score)
    score = calibration.short.probability(features(span, confidence))
    return _as_short(citation, span, score) if score >= calibration.sure else None


def features(span: Span, confidence: float) -> Mapping[str, float]:
    """The span's log probability, and the log odds that the articles answer the question."""
    return {"span": span.score, "answerable": log_odds(confidence)}


def log_odds(confidence: float) -> float:
    """Of a probability, kept within those of 0.001 and 0.999."""
    kept = min(max(confidence, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def _as_short(citation: Citation, span: Span, score: float) -> ShortAnswer:
    text = citation.evidence.article.text[span.start : span.end]
    return ShortAnswer(text, citation.marker, span.start, span.end, score)
