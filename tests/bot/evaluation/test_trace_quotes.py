from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.evaluation.excerpts import Excerpt, Kind
from bot.evaluation.report import without_nan
from bot.evaluation.trace_quotes import METRICS, Traced, TracingView, judge, make_tracing_report, trace
from retrieval.engine import Engine
from retrieval.values import Article
from tests.bot.evaluation.answers import CUP, ICE


@dataclass(frozen=True)
class Found:
    """A trace: what any engine that traces quotes returns."""

    article: Article
    start: int
    end: int
    kind: str


def excerpt(kind: Kind) -> Excerpt:
    return Excerpt(kind, "Lena Osk led the survey.", "?", "" if kind is Kind.FOREIGN else "ice", 26, 50)


HERE = (26, 50)
THERE = (0, 25)


@pytest.mark.parametrize(
    ("kind", "found", "right", "misattributed"),
    [
        (Kind.VERBATIM, Found(ICE, *HERE, "verbatim"), True, False),
        (Kind.VERBATIM, Found(ICE, 30, 34, "near"), True, False),
        (Kind.VERBATIM, Found(ICE, *HERE, "altered"), False, False),
        (Kind.VERBATIM, Found(ICE, *THERE, "verbatim"), False, True),
        (Kind.VERBATIM, Found(CUP, *HERE, "verbatim"), False, True),
        (Kind.VERBATIM, None, False, False),
        (Kind.SHORTENED, Found(ICE, *HERE, "verbatim"), True, False),
        (Kind.PARAPHRASED, Found(ICE, *HERE, "near"), True, False),
        (Kind.PARAPHRASED, Found(ICE, *HERE, "altered"), True, False),
        (Kind.ALTERED, Found(ICE, *HERE, "altered"), True, False),
        (Kind.ALTERED, Found(ICE, *HERE, "verbatim"), False, False),
        (Kind.ALTERED, Found(CUP, *HERE, "altered"), False, True),
        (Kind.FOREIGN, None, True, False),
        (Kind.FOREIGN, Found(ICE, *HERE, "near"), False, True),
    ],
)
def test_judgements(kind: Kind, found: Found | None, right: bool, misattributed: bool) -> None:
    traces = [found] if found else []
    assert judge(excerpt(kind), found is None, traces) == (right, misattributed)


def test_a_refusal_that_shows_the_nearest_places_claims_none() -> None:
    nearest = [Found(ICE, *HERE, "near")]
    assert judge(excerpt(Kind.FOREIGN), True, nearest) == (True, False)
    assert judge(excerpt(Kind.VERBATIM), True, nearest) == (False, False)


def test_only_the_first_trace_counts() -> None:
    found = [Found(CUP, *THERE, "verbatim"), Found(ICE, *HERE, "verbatim")]
    assert judge(excerpt(Kind.VERBATIM), False, found) == (False, True)


def test_a_report_by_kind() -> None:
    def traced(kind: Kind, right: bool, misattributed: bool = False) -> Traced:
        return Traced(excerpt(kind), False, (), right, misattributed)

    results = [traced(Kind.VERBATIM, True), traced(Kind.VERBATIM, False, True), traced(Kind.FOREIGN, True)]
    report = without_nan(make_tracing_report(results, 0))
    assert {name: found["value"] for name, found in report["metrics"].items()} == {
        "traced_verbatim": 0.5,
        "traced_shortened": None,
        "traced_paraphrased": None,
        "alterations_noticed": None,
        "foreign_declined": 1,
        "misattributed": 0.3333,
    }
    assert report["counts"] == {
        **dict.fromkeys(METRICS, 0),
        "traced_verbatim": 2,
        "foreign_declined": 1,
        "misattributed": 3,
    }
    head, verbatim, shortened, *_ = TracingView(report).plain().splitlines()
    assert head.split() == ["3", "excerpts", "n", "value", "95", "%", "interval"]
    assert verbatim.split() == ["traced_verbatim", "2", "0.500", "0.000", "to", "1.000"]
    assert shortened.split() == ["traced_shortened", "0", "–"]


def test_excerpts_are_drawn_from_the_engine_and_asked(news_engine: Engine, tmp_path: Path) -> None:
    foreign = tmp_path / "tram.txt"
    foreign.write_text("Tram\n\nA tram that nobody had ordered stood in the depot of another town for years.")
    report = trace(news_engine, 10, seed=0, workers=2, foreign=foreign)
    kinds = [found["excerpt"]["kind"] for found in report["excerpts"]]
    assert (
        kinds == sorted(kinds, key=list(Kind).index) and "verbatim" in kinds and kinds.count("foreign") == 1
    )
    assert report["n"] == len(kinds) and report["stopped"] is False
    assert all(found["error"] == "" for found in report["excerpts"])
