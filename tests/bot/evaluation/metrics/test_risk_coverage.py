"""Risk and coverage by hand, and by a plain loop over random orders of what ties."""

import math

import numpy as np
import pytest

from bot.evaluation.metrics.risk_coverage import Point, area, curve

SCORED = [(0.9, True), (0.8, False), (0.4, True), (0.4, True), (0.1, False)]


def test_curve() -> None:
    assert curve(SCORED) == (
        Point(threshold=0.9, coverage=0.2, risk=0.0),
        Point(threshold=0.8, coverage=0.4, risk=0.5),
        Point(threshold=0.4, coverage=0.8, risk=0.25),
        Point(threshold=0.1, coverage=1.0, risk=0.4),
    )


def test_area() -> None:
    assert area(SCORED) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4 + 2 / 5) / 5)
    assert area([(0.9, True), (0.2, False)]) == pytest.approx(0.25)
    assert area([(0.9, False), (0.2, True)]) == pytest.approx(0.75)
    assert area([(0.5, True)] * 3) == 0.0
    assert area([(0.5, False)] * 3) == 1.0


def test_area_of_ties_does_not_hang_on_their_order() -> None:
    assert area([(0.5, True), (0.5, False)]) == pytest.approx(0.5)  # (1/2 + 1/2) / 2
    assert area([(0.5, False), (0.5, True)]) == pytest.approx(0.5)


def test_no_answers_are_no_data() -> None:
    assert curve([]) == ()
    assert math.isnan(area([]))


def test_area_is_the_mean_over_random_orders_of_ties() -> None:
    random = np.random.default_rng(0)
    confidences, wrong = random.integers(4, size=30) / 4, random.random(30) < 0.4
    areas = []
    for _ in range(20_000):
        order = np.lexsort((random.random(30), -confidences))
        areas.append(np.mean(np.cumsum(wrong[order]) / np.arange(1, 31)))
    assert area(np.column_stack([confidences, ~wrong])) == pytest.approx(np.mean(areas), abs=2e-3)
