"""Every weight of a ranking: those that training fitted, by feature, and those that were set by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

RELEVANCE_WEIGHT = 1.0
"""Weight of the reader's relevance beside the cross-encoder's logit."""
ANTECEDENT_GAIN = 1.0
"""Logits that a sentence must gain behind its predecessor for that to be evidence too. With it the gold
sentence was among the first three in 0.774 of newsqa (0.767 without), in 0.715 of rtqa_2022a (0.715)."""
AGE = 0.6
"""Logits that an article loses with each doubling of its age in months, plus one: news is about now."""
UNDATED = 2.0
"""Months that an article without a date counts as old."""
MONTH = 30.4
"""Days."""
ASKED = 1.0
"""Logits that an article of the asked period gains. Of 150 questions of rtqa_2022a, 60 name one, and the gold
article came first in 0.873 instead of 0.853 (95 % of the difference: 0 to 0.047)."""
COMMENT = 0.5
"""Logits that a column, a satire or an advertisement loses: of equals, the report comes first."""
LATER = 4.0
"""Logits that an article loses if it is of a later time than the question."""


class Feature(StrEnum):
    """What the fitted weights weigh."""

    PASSAGE = "passage"
    """The score of the best passage, or of a sentence's passage."""
    SENTENCE = "sentence"
    """The cross-encoder's logit of the sentence alone."""
    SPAN = "span"
    """The log probability of the likeliest short answer."""
    BORNE = "borne"
    """The log odds that the sentence bears out its likeliest short answer."""
    EVIDENCE = "evidence"
    """The score of the best sentence."""
    MISSING_NAMES = "missing_names"
    """The share of the question's names that the best passage's article lacks."""
    MISSING_WORDS = "missing_words"
    """The share of the question's other words that the best passage and its title lack."""
    ANSWERABLE = "answerable"
    """The log odds that the articles answer the question."""


Features = Mapping[Feature, float]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over named features."""

    weights: Features
    intercept: float

    def probability(self, features: Features) -> float:
        """Return 0 to 1, from a value for each of the weights."""
        logit = self.intercept + weighted(features, self.weights)
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `training/calibrate.py` fitted, for engines with a reader or without one."""

    evidence: Features
    """Weights of a sentence's score."""
    confidence: Logistic
    """Probability that the articles answer the question."""
    short: Logistic
    """Probability that a short answer is right."""
    sure: float
    """Least probability of a short answer that is shown."""
    kinds: Mapping[str, float] = field(default_factory=dict)
    """Share of the answers of a kind that were right, where the kind has no other measure."""


def weighted(features: Features, weights: Features) -> float:
    """Return the sum of the features, each by its weight."""
    return sum(weight * features[name] for name, weight in weights.items())


@cache
def load_calibration(*, reader: bool) -> Calibration:
    """Return the calibration that comes with the package, for engines with a reader or without."""
    stored: dict[str, Any] = json.loads(files("retrieval.evidence").joinpath("calibration.json").read_text())
    fitted = stored["with_reader" if reader else "without_reader"]
    return Calibration(
        fitted["evidence"],
        Logistic(**fitted["confidence"]),
        Logistic(**fitted["short"]),
        fitted["sure"],
        stored.get("kinds", {}),
    )
