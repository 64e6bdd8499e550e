"""Refusals counted by hand, and against scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import precision_score, recall_score

from bot.evaluation.metrics.refusal import precision, recall

ANSWERED, REFUSED = False, True
OUTCOMES = [
    *[(True, ANSWERED)] * 6,
    *[(True, REFUSED)] * 2,
    *[(False, REFUSED)] * 3,
    *[(False, ANSWERED)] * 1,
]


def test_by_hand() -> None:
    assert precision(OUTCOMES) == pytest.approx(3 / 5)
    assert recall(OUTCOMES) == pytest.approx(3 / 4)


def test_what_cannot_be_told_is_nan() -> None:
    assert math.isnan(precision([(True, ANSWERED), (False, ANSWERED)]))
    assert math.isnan(recall([(True, REFUSED)]))


def test_as_scikit_learn_has_it() -> None:
    random = np.random.default_rng(0)
    for _ in range(50):
        outcomes = random.integers(2, size=(40, 2)).astype(float)
        unanswerable, refused = outcomes[:, 0] == 0, outcomes[:, 1] == 1
        assert precision(outcomes) == pytest.approx(precision_score(unanswerable, refused))
        assert recall(outcomes) == pytest.approx(recall_score(unanswerable, refused))
