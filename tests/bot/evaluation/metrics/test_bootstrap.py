"""Intervals that can be reckoned by hand or by theory, and against scipy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap, norm

from bot.evaluation.metrics.auroc import auroc
from bot.evaluation.metrics.bootstrap import (
    Interval,
    PairedDifference,
    difference,
    interval,
    mean_difference,
    mean_interval,
)

COIN = [0.0, 1.0] * 200
NO_INTERVAL = (math.nan, math.nan, math.nan)


def parts(figure: Interval | PairedDifference) -> tuple[float, float, float]:
    return figure.value, figure.low, figure.high


def test_values_that_agree_leave_no_doubt() -> None:
    assert parts(mean_interval([0.7] * 5)) == pytest.approx((0.7, 0.7, 0.7))
    assert mean_interval([0.25]) == Interval(0.25, 0.25, 0.25)


def test_a_coin_thrown_400_times_is_known_to_5_percent() -> None:
    half_width = norm.ppf(0.975) * 0.5 / math.sqrt(400)
    assert parts(mean_interval(COIN)) == pytest.approx((0.5, 0.5 - half_width, 0.5 + half_width), abs=0.005)


def test_a_seed_fixes_the_interval() -> None:
    values = np.random.default_rng(5).random(50)
    assert mean_interval(values, seed=1) == mean_interval(values, seed=1)
    assert mean_interval(values, seed=1) != mean_interval(values, seed=2)


def test_nan_is_left_out_of_a_mean() -> None:
    assert mean_interval([1.0, math.nan, 1.0]) == Interval(1.0, 1.0, 1.0)


def test_drawing_in_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = mean_interval(COIN, resamples=100)
    monkeypatch.setattr("bot.evaluation.metrics.bootstrap._DRAWS_AT_ONCE", 7 * len(COIN))
    assert mean_interval(COIN, resamples=100) == whole


def test_a_mean_by_either_way() -> None:
    values = np.random.default_rng(5).random(80)
    other = interval(values, lambda rows: float(rows.mean()))
    assert parts(mean_interval(values)) == pytest.approx(parts(other), abs=0.01)


def test_as_scipy_has_it() -> None:
    values = np.random.default_rng(5).exponential(size=80)
    theirs = bootstrap((values,), np.mean, method="percentile", n_resamples=20_000, rng=0)
    ours = mean_interval(values, resamples=20_000)
    low, high = theirs.confidence_interval
    assert parts(ours) == pytest.approx((values.mean(), low, high), abs=0.01)


def test_any_figure_of_rows() -> None:
    apart = interval([(0.9, True), (0.8, True), (0.2, False), (0.1, False)], auroc)
    assert apart == Interval(1.0, 1.0, 1.0)  # draws of one class only have no area and are left out


def test_no_data_has_no_interval() -> None:
    assert parts(mean_interval([])) == pytest.approx(NO_INTERVAL, nan_ok=True)
    assert parts(mean_interval([math.nan])) == pytest.approx(NO_INTERVAL, nan_ok=True)
    assert parts(interval([], auroc)) == pytest.approx(NO_INTERVAL, nan_ok=True)
    assert parts(interval([(0.5, True)], auroc)) == pytest.approx(NO_INTERVAL, nan_ok=True)
    for nothing in (mean_difference([], []), mean_difference([1.0], [math.nan]), difference([], [], auroc)):
        assert (*parts(nothing), nothing.p) == pytest.approx((*NO_INTERVAL, math.nan), nan_ok=True)


def test_the_same_run_twice_shows_no_difference() -> None:
    assert mean_difference(COIN, COIN) == PairedDifference(0.0, 0.0, 0.0, 1.0)


def test_a_gain_on_every_question_is_sure() -> None:
    gain = mean_difference([0.5, 1.0, 0.75], [0.25, 0.75, 0.5], resamples=999)
    assert parts(gain) == (0.25, 0.25, 0.25)
    assert gain.p == pytest.approx(2 / 1000)  # no draw of 999 at or below 0


def test_pairing_finds_what_two_intervals_hide() -> None:
    ours, theirs = np.array(COIN), np.array(COIN)
    theirs[1:21:2] = 0.0  # ten of 400 questions lost, none won
    alone, other, paired = mean_interval(ours), mean_interval(theirs), mean_difference(ours, theirs)
    assert alone.low < other.value and alone.value < other.high
    assert paired.value == pytest.approx(0.025)
    assert paired.low > 0 and paired.p < 0.01


def test_p_follows_theory() -> None:
    values = np.random.default_rng(3).normal(size=400)
    values += 1.5 / 20 * values.std() - values.mean()  # the mean stands 1.5 standard errors off 0
    found = mean_difference(values, np.zeros(400), resamples=20_000)
    assert found.p == pytest.approx(2 * norm.sf(1.5), abs=0.02)
    assert found.low < 0 < found.high


def test_turned_round_the_difference_changes_sign_only() -> None:
    random = np.random.default_rng(2)
    ours, theirs = random.random(30), random.random(30)
    there, back = mean_difference(ours, theirs), mean_difference(theirs, ours)
    assert parts(there) == pytest.approx((-back.value, -back.high, -back.low))
    assert there.p == back.p


def test_the_difference_of_any_figure_draws_the_same_questions() -> None:
    ours = [(0.9, True), (0.8, True), (0.2, False), (0.1, False)]
    assert difference(ours, ours, auroc) == PairedDifference(0.0, 0.0, 0.0, 1.0)
    turned = [(1 - score, positive) for score, positive in ours]
    assert parts(difference(ours, turned, auroc)) == (1.0, 1.0, 1.0)


def test_runs_of_different_questions_are_an_error() -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        mean_difference([1.0], [1.0, 0.0])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_an_interval_lies_within_the_values(values: list[float]) -> None:
    found = mean_interval(values, resamples=50)
    assert min(values) - 1e-12 <= found.low <= found.high <= max(values) + 1e-12
