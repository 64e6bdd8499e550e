"""Short answers: the few words of a cited sentence that answer by themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retrieval.evidence.calibration import Calibration, Feature, Features
from retrieval.values import Citation, ShortAnswer, Span


def short_answer(
    citations: Sequence[Citation], confidence: float, calibration: Calibration
) -> ShortAnswer | None:
    """Return the likeliest short answer in the cited sentences; None if it is not sure enough.

    A column or a satire gives none.
    """
    factual = [c for c in citations if c.evidence.article.is_factual]
    spans = [(c, c.evidence.span) for c in factual if c.evidence.span]
    if not spans:
        return None
    citation, span = max(spans, key=lambda pair: pair[1].score)
    score = calibration.short.probability(features(span, confidence))
    return _as_short(citation, span, score) if score >= calibration.sure else None


def features(span: Span, confidence: float) -> Features:
    """Return the features of a short answer."""
    return {Feature.SPAN: span.score, Feature.ANSWERABLE: log_odds(confidence)}


def log_odds(confidence: float) -> float:
    """Return the log odds of a probability, at least of 0.001 and at most of 0.999."""
    probability = min(max(confidence, 0.001), 0.999)
    return math.log(probability / (1 - probability))


def _as_short(citation: Citation, span: Span, score: float) -> ShortAnswer:
    text = citation.evidence.article.text[span.start : span.end]
    return ShortAnswer(text, citation.marker, span.start, span.end, score)
