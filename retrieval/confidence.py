"""How probable it is that the articles answer a question: a logistic regression on what the rankers saw."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.keywords import keywords, words_missing
from retrieval.types import Workings

MARKS = "?!.,;:()“”‘’\"'"
"""Punctuation that is no part of a word shown by itself."""
FEATURES = ("best_passage", "best_evidence", "missing_share")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights as `training/calibrate.py` fitted them; `weights` are in the order of `FEATURES`."""

    weights: tuple[float, ...]
    intercept: float


@cache
def load_calibration() -> Calibration:
    """The calibration that comes with the package."""
    stored: dict[str, Any] = json.loads(files("retrieval").joinpath("calibration.json").read_text())
    return Calibration(tuple(stored["weights"][name] for name in FEATURES), stored["intercept"])


def confidence(workings: Workings, calibration: Calibration) -> float:
    """0 to 1; 0 where nothing was found."""
    if not workings.evidence:
        return 0.0
    values = features(workings)
    logit = calibration.intercept + sum(w * x for w, x in zip(calibration.weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def features(workings: Workings) -> tuple[float, ...]:
    """The best passage's logit, the best sentence's score, and the share of the question's words that neither
    the best passage nor its title holds."""
    best = workings.passages[0]
    asked = keywords(workings.query.text)
    missing = asked - keywords(f"{best.article.title} {best.text}")
    return best.score, workings.evidence[0].score, len(missing) / max(1, len(asked))


def why_refused(workings: Workings) -> str:
    """What the nearest evidence lacks, as the end of "..., which ..."."""
    best = workings.passages[0]
    missing = words_missing(workings.query.text, f"{best.article.title} {best.text}")
    words = ", ".join(f"“{word.strip(MARKS)}”" for word in missing[:4])
    return f"says nothing of {words}" if words else "is about this, but does not seem to answer it"
