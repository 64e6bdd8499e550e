import math

import pytest

from retrieval.evidence.calibration import Logistic, load_calibration


def test_a_logistic_regression_is_the_sigmoid_of_the_weighted_features() -> None:
    logistic = Logistic({"a": 0.5, "b": -3.0}, -1.0)
    expected = 1 / (1 + math.exp(-(0.5 * 4 - 3.0 / 3 - 1.0)))
    assert logistic.probability({"a": 4.0, "b": 1 / 3, "unused": 9.0}) == pytest.approx(expected)


@pytest.mark.parametrize("value", [-1e9, 1e9])
def test_extreme_features_do_not_overflow(value: float) -> None:
    assert 0 <= Logistic({"a": 1.0}, 0.0).probability({"a": value}) <= 1


@pytest.mark.parametrize("reader", [True, False])
def test_the_shipped_weights_point_the_right_way(reader: bool) -> None:
    shipped = load_calibration(reader=reader)
    assert all(weight >= 0 for weight in shipped.evidence.values())
    assert shipped.confidence.weights["evidence"] > 0
    assert shipped.confidence.weights["missing_words"] < 0
    assert 0.5 <= shipped.sure <= 1
