import json
import math
from dataclasses import replace

import pytest

from bot.evaluation.questions import Question
from bot.evaluation.report import make_report, scores_of, without_nan
from bot.evaluation.report_view import ReportView, signed, written
from bot.evaluation.results import Row, row_of
from tests.bot.evaluation.answers import CUP, ICE, answer, citation

WHO = Question(
    "who",
    "Who led it?",
    True,
    ("Osk",),
    ("ice",),
    (("ice", "Lena Osk led the survey."),),
    tags={"tags": ("a", "b")},
)
ROWS: list[Row] = [
    row_of(WHO, answer([citation(1, ICE, 1)], [ICE], confidence=0.9)),
    row_of(replace(WHO, id="low"), answer([citation(1, CUP, 1)], [CUP], confidence=0.7)),
    row_of(Question("when", "When was it?", False, tags={"tags": ("a",)}), answer([], [CUP], refused=True)),
]


def test_a_report_is_json_without_nan() -> None:
    report = without_nan(make_report(ROWS, 7, {"file": "q.jsonl"}))
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert (report["n"], report["seed"], report["file"]) == (3, 7, "q.jsonl")
    assert report["metrics"]["right"] == {"value": 0.6667, "low": 0.0, "high": 1.0}
    assert report["metrics"]["citation_precision"]["value"] == 0.5
    assert report["failures"] == {
        "none": 2,
        "not retrieved": 1,
        "ranked too low": 0,
        "wrong sentence": 0,
        "refused wrongly": 0,
        "answered wrongly": 0,
    }


def test_a_question_has_its_gold_its_answer_and_why_it_failed() -> None:
    first, second, third = without_nan(make_report(ROWS, 0, {}))["questions"]
    assert first["gold"]["gold_sentences"] == [{"article_id": "ice", "sentence": "Lena Osk led the survey."}]
    assert first["answer"]["citations"][0]["sentence"] == "Lena Osk led the survey."
    assert first["paragraphs"] == [
        {"before": "The glacier lost 1 metre. ", "after": " She used lasers from a plane."}
    ]
    assert [q["failure"] for q in (first, second, third)] == ["none", "not retrieved", "none"]
    assert third["scores"]["article_recall@1"] is None


def test_figures_are_broken_down() -> None:
    groups = without_nan(make_report(ROWS, 0, {}))["breakdown"]
    assert list(groups) == ["kind", "answerable", "tags"]
    assert {name: found["n"] for name, found in groups["kind"].items()} == {"who": 2, "when": 1}
    assert {name: found["n"] for name, found in groups["tags"].items()} == {"a": 3, "b": 2}
    assert groups["answerable"]["yes"]["metrics"]["article_recall@1"]["value"] == 0.5
    assert "article_recall@1" not in groups["answerable"]["no"]["metrics"]


def test_scores_come_back_from_json() -> None:
    report = json.loads(json.dumps(without_nan(make_report(ROWS, 0, {}))))
    for found, row in zip(scores_of(report), ROWS, strict=True):
        assert found == pytest.approx(row.scores, nan_ok=True)


def test_nothing_asked_is_a_report_too() -> None:
    report = without_nan(make_report([], 0, {}))
    assert report["n"] == 0 and report["metrics"]["right"] == {"value": None, "low": None, "high": None}
    assert ReportView(report).plain().startswith("0 questions")


def test_the_table_is_aligned_and_names_every_figure() -> None:
    plain = ReportView(without_nan(make_report(ROWS, 0, {}))).plain()
    head, right, *_ = plain.splitlines()
    assert head == "3 questions                value   95 % interval"
    assert right == "right                      0.667  0.000 to 1.000"
    assert "\nshort_em " in plain and "\ntags  n " in plain


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("right", 0.12345, "0.123"),
        ("latency_p50_ms", 1234.5, "1,234"),
        ("right", None, "–"),
        ("right", math.nan, "–"),
    ],
)
def test_figures_in_their_unit(name: str, value: float | None, shown: str) -> None:
    assert written(name, value) == shown


def test_signed_figures() -> None:
    assert [signed("right", v) for v in (0.25, -0.25, 0.0, None)] == ["+0.250", "−0.250", "+0.000", "–"]
