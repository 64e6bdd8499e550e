"""The area by hand, against scikit-learn, and what must hold of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from bot.evaluation.metrics.auroc import auroc


@pytest.mark.parametrize(
    ("scored", "area"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.4, True), (0.6, False), (0.2, False)], 0.75),  # 3 of 4 pairs
        ([(0.9, True), (0.5, True), (0.5, False), (0.2, False)], 0.875),  # 3 and a half of 4
    ],
)
def test_by_hand(scored: list[tuple[float, bool]], area: float) -> None:
    assert auroc(scored) == pytest.approx(area)


@pytest.mark.parametrize("scored", [[], [(0.5, True)], [(0.5, False), (0.6, False)]])
def test_one_class_is_no_data(scored: list[tuple[float, bool]]) -> None:
    assert math.isnan(auroc(scored))


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        auroc([(math.nan, True), (0.1, False)])


@pytest.mark.parametrize("decimals", [1, 8])  # with many ties, with none
def test_as_scikit_learn_has_it(decimals: int) -> None:
    random = np.random.default_rng(0)
    for _ in range(50):
        positive = random.integers(2, size=60)
        scores = (random.random(60) + positive / 4).round(decimals)
        assert auroc(np.column_stack([scores, positive])) == pytest.approx(roc_auc_score(positive, scores))


@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans())))
def test_turning_the_scores_round_turns_the_area_round(scored: list[tuple[int, bool]]) -> None:
    turned = auroc([(-score, positive) for score, positive in scored])
    assert turned == pytest.approx(1 - auroc(scored), nan_ok=True)
