import math

import pytest

from bot.evaluation.metrics.bootstrap import PairedDifference
from bot.evaluation.report_metrics import BY_NAME, CONVERSATION_METRICS, METRICS, change, estimate, verdict
from bot.evaluation.score import score
from tests.bot.evaluation.answers import answer
from tests.bot.evaluation.test_score import WHO

CONTRACT = """
article_recall@1 article_recall@5 article_recall@10 article_mrr@10 passage_contains_answer@5 gold_sentence@1
gold_sentence@3 answer_contained answer_f1 short_em short_f1 citation_precision citation_recall
refusal_precision refusal_recall auroc_answerable risk_coverage_auc latency_p50_ms latency_p95_ms
""".split()

ROWS = [
    {
        "answerable": 1.0,
        "refused": 0.0,
        "confidence": 0.9,
        "evidence_right": 1.0,
        "right": 1.0,
        "latency_ms": 10.0,
    },
    {
        "answerable": 1.0,
        "refused": 1.0,
        "confidence": 0.4,
        "evidence_right": 0.0,
        "right": 0.0,
        "latency_ms": 20.0,
    },
    {
        "answerable": 0.0,
        "refused": 1.0,
        "confidence": 0.2,
        "evidence_right": 0.0,
        "right": 1.0,
        "latency_ms": 30.0,
    },
    {
        "answerable": 0.0,
        "refused": 0.0,
        "confidence": 0.6,
        "evidence_right": 0.0,
        "right": 0.0,
        "latency_ms": 99.0,
    },
]


def test_the_contract_is_kept() -> None:
    assert set(CONTRACT) <= set(BY_NAME) and set(BY_NAME.values()) == {*METRICS, *CONVERSATION_METRICS}


def test_every_mean_is_of_a_score() -> None:
    scores = set(score(WHO, answer()))
    assert {m.name for m in METRICS if m.statistic is None} <= scores
    assert {column for m in METRICS for column in m.columns} <= scores


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("right", 0.5),
        ("refusal_precision", 0.5),
        ("refusal_recall", 0.5),
        ("auroc_answerable", 0.75),  # 0.9 over both unanswerable, 0.4 over one of them
        ("risk_coverage_auc", (0 + 1 / 2 + 2 / 3 + 3 / 4) / 4),
        ("ece", (0.1 + 0.4 + 0.2 + 0.6) / 4),
        ("ece_answerable", (0.1 + 0.6 + 0.2 + 0.6) / 4),
        ("latency_p50_ms", 25.0),
        ("gold_sentence@1", math.nan),
    ],
)
def test_figures(name: str, value: float) -> None:
    found = estimate(BY_NAME[name], ROWS, seed=0, resamples=200)
    assert found.value == pytest.approx(value, nan_ok=True)
    assert math.isnan(value) or found.low <= found.value <= found.high


def test_a_question_without_a_value_is_left_out() -> None:
    rows = [*ROWS, {"answerable": 1.0, "refused": math.nan, "latency_ms": math.nan}]
    for name in ("right", "refusal_recall", "latency_p50_ms", "ece"):
        assert estimate(BY_NAME[name], rows, 0, 50).value == estimate(BY_NAME[name], ROWS, 0, 50).value


def test_no_questions_no_figures() -> None:
    assert all(math.isnan(estimate(m, [], 0).value) for m in METRICS)
    assert all(math.isnan(change(m, [], [], 0).difference.value) for m in METRICS)


def test_a_change_is_of_the_questions_that_both_have() -> None:
    before = [{**row, "right": 0.0, "latency_ms": 40.0} for row in ROWS]
    before[0]["right"] = math.nan
    right = change(BY_NAME["right"], before, ROWS, seed=0)
    assert right.before == 0 and right.now == pytest.approx(1 / 3)
    assert right.difference.value == pytest.approx(1 / 3)
    latency = change(BY_NAME["latency_p50_ms"], before, ROWS, seed=0)
    assert (latency.before, latency.now, latency.difference.value) == (40, 25, -15)


@pytest.mark.parametrize(
    ("name", "difference", "word"),
    [
        ("right", PairedDifference(0.2, 0.1, 0.3, 0.01), "better"),
        ("right", PairedDifference(-0.2, -0.3, -0.1, 0.01), "worse"),
        ("right", PairedDifference(0.2, -0.1, 0.3, 0.2), "same"),
        ("ece", PairedDifference(0.2, 0.1, 0.3, 0.01), "worse"),
        ("latency_p50_ms", PairedDifference(-20, -30, -10, 0.01), "better"),
        ("answer_words", PairedDifference(20, 10, 30, 0.01), "same"),
    ],
)
def test_a_verdict_needs_an_interval_without_0(name: str, difference: PairedDifference, word: str) -> None:
    assert verdict(BY_NAME[name], difference) == word
