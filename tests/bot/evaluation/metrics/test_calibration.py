"""Calibration by hand, and against scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from bot.evaluation.metrics.calibration import Bin, expected_calibration_error, reliability

SCORED = [(0.95, True), (0.92, False), (0.3, False), (0.3, True), (0.0, False)]


def test_bins_of_equal_width_take_their_upper_edge() -> None:
    first, second, third = reliability(SCORED)
    assert first == Bin(low=0.0, high=0.1, count=1, confidence=0.0, accuracy=0.0)
    assert (second.low, second.high) == pytest.approx((0.2, 0.3))
    assert (second.count, second.confidence, second.accuracy) == pytest.approx((2, 0.3, 0.5))
    assert (third.low, third.high) == pytest.approx((0.9, 1.0))
    assert (third.count, third.confidence, third.accuracy) == pytest.approx((2, 0.935, 0.5))


def test_expected_calibration_error() -> None:
    by_width = (1 * 0 + 2 * 0.2 + 2 * 0.435) / 5
    assert expected_calibration_error(SCORED) == pytest.approx(by_width)
    assert expected_calibration_error([(1.0, True), (0.0, False)]) == 0.0


def test_no_answers_are_no_data() -> None:
    assert reliability([]) == ()
    assert math.isnan(expected_calibration_error([]))


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        reliability([(confidence, True)])


@pytest.mark.parametrize("decimals", [1, 8])  # on the edges, off them
def test_as_scikit_learn_has_it(decimals: int) -> None:
    random = np.random.default_rng(0)
    for _ in range(30):
        confidences = random.random(80).round(decimals)
        correct = random.random(80) < confidences**2
        scored = np.column_stack([confidences, correct])
        bins = reliability(scored)
        accuracies, means = calibration_curve(correct, confidences, n_bins=10)
        assert [b.accuracy for b in bins] == pytest.approx(list(accuracies))
        assert [b.confidence for b in bins] == pytest.approx(list(means))
