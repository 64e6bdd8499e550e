import pytest

from retrieval.search.fusion import filled_up, reciprocal_rank_fusion


def test_sums_reciprocal_ranks() -> None:
    fused = dict(reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=60))
    assert fused == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})


def test_best_first_and_ties_by_id() -> None:
    assert [i for i, _ in reciprocal_rank_fusion([["b", "x"], ["a", "x"]])] == ["x", "a", "b"]


def test_nothing_in_nothing_out() -> None:
    assert reciprocal_rank_fusion([[], []]) == []


def test_what_a_ranking_cannot_hold_stands_where_the_other_has_it() -> None:
    assert filled_up(["a", "b"], ["x", "b", "y"], {"x", "y"}) == ["a", "x", "b", "y"]
    assert filled_up(["a", "b"], ["b", "c"], set()) == ["a", "b"]
    assert filled_up([], ["x", "y"], {"x", "y"}) == ["x", "y"]
