"""The weights that training fitted, for a sentence's score, the confidence and the short answer."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over named features."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """0 to 1, from a value for each of the weights."""
        logit = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `training/calibrate.py` fitted, for engines with a reader or without one."""

    evidence: Mapping[str, float]
    """Weights of a sentence's score: of its "passage", of the "sentence" itself, of its likeliest "span"."""
    confidence: Logistic
    """That the articles answer the question."""
    short: Logistic
    """That a short answer is right."""
    sure: float
    """Probability from which a short answer is shown."""


@cache
def load_calibration(*, reader: bool) -> Calibration:
    """The calibration that comes with the package."""
    stored: dict[str, Any] = json.loads(files("retrieval.evidence").joinpath("calibration.json").read_text())
    fitted = stored["with_reader" if reader else "without_reader"]
    return Calibration(
        fitted["evidence"],
        Logistic(**fitted["confidence"]),
        Logistic(**fitted["short"]),
        fitted["sure"],
    )
