"""How probable it is that the articles answer a question: a logistic regression on what the rankers saw."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.calibration import Logistic
from retrieval.keywords import keywords, words_missing
from retrieval.spans import NONE
from retrieval.types import Workings

MARKS = "?!.,;:()“”‘’\"'"
"""Punctuation that is no part of a word shown by itself."""


def confidence(workings: Workings, calibration: Logistic) -> float:
    """0 to 1; 0 where nothing was found."""
    return calibration.probability(features(workings)) if workings.evidence else 0.0


def features(workings: Workings) -> Mapping[str, float]:
    """Of the best passage its score, the reader's relevance, and the share of the question's words that it
    and its title lack; of the best sentence its score, and its short answer's log probability."""
    best, evidence = workings.passages[0], workings.evidence[0]
    asked = keywords(workings.query.text)
    missing = asked - keywords(f"{best.article.title} {best.text}")
    return {
        "passage": best.score,
        "relevance": max((p.reading.relevance for p in workings.passages if p.reading), default=0.0),
        "missing_share": len(missing) / max(1, len(asked)),
        "evidence": evidence.score,
        "span": evidence.span.score if evidence.span else NONE,
    }


def why_refused(workings: Workings) -> str:
    """What the nearest evidence lacks, as the end of "..., which ..."."""
    best = workings.passages[0]
    missing = words_missing(workings.query.text, f"{best.article.title} {best.text}")
    words = ", ".join(f"“{word.strip(MARKS)}”" for word in missing[:4])
    return f"says nothing of {words}" if words else "is about this, but does not seem to answer it"
