import pytest

from bot.evaluation.report_metrics import METRICS
from bot.evaluation.summary import Headline, headlines, percent


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (1, "100%"),
        (0.5, "50%"),
        (0.996, "99.6%"),
        (0.99996, "> 99.9%"),
        (0.004, "0.4%"),
        (1e-9, "< 0.1%"),
    ],
)
def test_100_percent_is_all_and_0_is_none(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_figure_without_a_value_is_no_headline() -> None:
    none: dict[str, float | None] = {"value": None, "low": None, "high": None}
    metrics = {m.name: none for m in METRICS}
    assert list(headlines(metrics)) == []
    metrics["refusal_recall"] = {"value": 0.86, "low": 0.8, "high": 0.9}
    metrics["ece"] = {"value": 0.041, "low": 0.03, "high": 0.05}
    metrics["latency_p50_ms"] = {"value": 512.0, "low": None, "high": None}
    metrics["latency_p95_ms"] = {"value": 1040.0, "low": None, "high": None}
    assert list(headlines(metrics)) == [
        Headline(
            "86%",
            "of the questions that the articles cannot answer were refused",
            "likely between 80% and 90%",
        ),
        Headline("4 points", "is how far the stated confidence was off, on average", ""),
        Headline("0.51 s", "or less for half of the answers; 1.0 s for 19 of 20", ""),
    ]
