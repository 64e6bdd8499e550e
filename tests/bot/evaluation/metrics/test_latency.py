"""Percentiles by hand."""

import math

import pytest

from bot.evaluation.metrics.latency import percentile


@pytest.mark.parametrize(("q", "time"), [(0, 10.0), (50, 25.0), (95, 38.5), (100, 40.0)])
def test_percentile(q: float, time: float) -> None:
    assert percentile(q, [30.0, 10.0, 40.0, 20.0]) == pytest.approx(time)  # 95: 30 + 0.85 * 10


def test_one_time_is_every_percentile() -> None:
    assert percentile(95, [7.0]) == 7.0


def test_no_times_are_no_data() -> None:
    assert math.isnan(percentile(50, []))
