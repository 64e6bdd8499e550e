"""Ranked lists by hand, and against trec_eval (through ir-measures)."""

import math
import random

import ir_measures
import pytest
from ir_measures import RR, Success, nDCG

from bot.evaluation.metrics.ranking import ndcg_at, reciprocal_rank_at, success_at

RANKED = ["a", "b", "c", "d"]
METRICS = (success_at, reciprocal_rank_at, ndcg_at)


@pytest.mark.parametrize(("k", "score"), [(1, 0.0), (2, 1.0), (9, 1.0)])
def test_success_at(k: int, score: float) -> None:
    assert success_at(k, RANKED, {"b", "d"}) == score


@pytest.mark.parametrize(("k", "score"), [(2, 0.0), (3, 1 / 3), (9, 1 / 3)])
def test_reciprocal_rank_at(k: int, score: float) -> None:
    assert reciprocal_rank_at(k, RANKED, {"c", "d"}) == pytest.approx(score)


@pytest.mark.parametrize(
    ("k", "gold", "score"),
    [
        (10, {"a"}, 1.0),
        (10, {"c"}, 0.5),  # 1 / log2(4)
        (10, {"a", "c"}, 1.5 / (1 + 1 / math.log2(3))),
        (1, {"a", "c"}, 1.0),  # the ideal list too is cut at k
        (2, {"c"}, 0.0),
    ],
)
def test_ndcg_at(k: int, gold: set[str], score: float) -> None:
    assert ndcg_at(k, RANKED, gold) == pytest.approx(score)


def test_an_id_counts_at_its_first_place_only() -> None:
    ranked = ["a", "a", "a", "b", "a", "b"]
    assert success_at(2, ranked, {"b"}) == 1.0
    assert reciprocal_rank_at(10, ranked, {"b"}) == 0.5
    assert ndcg_at(10, ranked, {"a", "b"}) == 1.0


@pytest.mark.parametrize("measure", METRICS)
def test_no_gold_is_no_data_and_no_list_is_a_miss(measure) -> None:  # type: ignore[no-untyped-def]
    assert math.isnan(measure(10, RANKED, set()))
    assert measure(10, [], {"a"}) == 0.0
    with pytest.raises(ValueError, match="counts from 1"):
        measure(0, RANKED, {"a"})


def test_as_trec_eval_has_it() -> None:
    random.seed(0)
    ids = [f"d{i}" for i in range(40)]
    ranked = {f"q{i}": random.sample(ids, random.randint(1, 25)) for i in range(200)}
    gold = {question: set(random.sample(ids, random.randint(1, 12))) for question in ranked}
    qrels = {question: dict.fromkeys(wanted, 1) for question, wanted in gold.items()}
    run = {question: {d: 100.0 - i for i, d in enumerate(found)} for question, found in ranked.items()}
    ours = {Success: success_at, RR: reciprocal_rank_at, nDCG: ndcg_at}
    for measure, function in ours.items():
        for k in (1, 5, 10):
            theirs = {m.query_id: m.value for m in ir_measures.iter_calc([measure @ k], qrels, run)}
            for question in ranked:
                expected = pytest.approx(theirs[question], abs=1e-6)
                assert function(k, ranked[question], gold[question]) == expected, (measure, k)
