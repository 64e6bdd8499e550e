import pytest

from retrieval.search.fusion import reciprocal_rank_fusion


def test_sums_reciprocal_ranks() -> None:
    fused = dict(reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=60))
    assert fused == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})


def test_best_first_and_ties_by_id() -> None:
    assert [i for i, _ in reciprocal_rank_fusion([["b", "x"], ["a", "x"]])] == ["x", "a", "b"]


def test_nothing_in_nothing_out() -> None:
    assert reciprocal_rank_fusion([[], []]) == []
