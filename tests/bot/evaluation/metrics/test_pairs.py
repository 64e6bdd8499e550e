"""What counts as pairs."""

import numpy as np
import pytest

from bot.evaluation.metrics.pairs import columns


def test_columns_of_pairs_and_of_an_array() -> None:
    for pairs in ([(0.9, True), (0.2, False)], np.array([[0.9, 1.0], [0.2, 0.0]])):
        numbers, truths = columns(pairs)
        assert numbers.tolist() == [0.9, 0.2]
        assert truths.tolist() == [True, False]


def test_no_pairs_are_two_empty_columns() -> None:
    numbers, truths = columns([])
    assert (numbers.shape, truths.shape) == ((0,), (0,))


@pytest.mark.parametrize("table", [np.ones((2, 3)), np.ones(4), np.ones((1, 2, 2))])
def test_another_shape_is_an_error(table: np.ndarray) -> None:
    with pytest.raises(ValueError, match="shape"):
        columns(table)


def test_nan_is_an_error() -> None:
    with pytest.raises(ValueError, match="NaN"):
        columns(np.array([[0.9, np.nan]]))
