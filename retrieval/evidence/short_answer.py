"""Short answers: the few words of a cited sentence that answer by themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from retrieval.evidence.bearing import log_odds as bearing_odds
from retrieval.evidence.calibration import Calibration, Feature, Features
from retrieval.values import Citation, Evidence, ShortAnswer, Span

BORNE_OUT = 0.5
"""Least probability that its sentence bears out a short answer that is shown: it is a claim of ours."""


def short_answer(
    citations: Sequence[Citation], confidence: float, calibration: Calibration
) -> ShortAnswer | None:
    """Return the likeliest short answer in the cited sentences; None if it is not sure enough.

    A column or a satire gives none.
    """
    factual = [c for c in citations if c.evidence.article.is_factual and c.evidence.span]
    if not factual:
        return None
    best = max(factual, key=lambda c: worth(c.evidence))
    span, borne = best.evidence.span, best.evidence.borne
    if span is None or (borne is not None and borne < BORNE_OUT):
        return None
    score = calibration.short.probability(features(best.evidence, confidence))
    return _as_short(best, span, score) if score >= calibration.sure else None


def worth(evidence: Evidence) -> float:
    """Return how likely the words are the answer, and borne out as such by their sentence: log odds added."""
    assert evidence.span is not None
    return evidence.span.score + borne_odds(evidence)


def features(evidence: Evidence, confidence: float) -> Features:
    """Return the features of a short answer."""
    assert evidence.span is not None
    return {
        Feature.SPAN: evidence.span.score,
        Feature.ANSWERABLE: log_odds(confidence),
        Feature.BORNE: borne_odds(evidence),
    }


def borne_odds(evidence: Evidence) -> float:
    """Return the log odds that a sentence bears out its short answer; 0 where nobody judged."""
    return 0.0 if evidence.borne is None else bearing_odds(evidence.borne)


def log_odds(confidence: float) -> float:
    """Return the log odds of a probability, at least of 0.001 and at most of 0.999."""
    probability = min(max(confidence, 0.001), 0.999)
    return math.log(probability / (1 - probability))


def _as_short(citation: Citation, span: Span, score: float) -> ShortAnswer:
    text = citation.evidence.article.text[span.start : span.end]
    return ShortAnswer(text, citation.marker, span.start, span.end, score)
