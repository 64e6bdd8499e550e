import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.compare import against_baseline, compare, read_report
from bot.evaluation.report import make_report, without_nan
from bot.evaluation.results import Row, row_of
from retrieval.errors import UsageError
from tests.bot.evaluation.answers import CUP, ICE, answer, citation
from tests.bot.evaluation.test_report import WHO

RIGHT, WRONG = answer([citation(1, ICE, 1)], [ICE]), answer([citation(1, CUP, 1)], [CUP])


def rows(**outcomes: bool) -> list[Row]:
    return [row_of(replace(WHO, id=name), RIGHT if right else WRONG) for name, right in outcomes.items()]


def report(**outcomes: bool) -> dict[str, Any]:
    found: dict[str, Any] = without_nan(make_report(rows(**outcomes), 0, {}))
    return found


def test_only_questions_in_both_count() -> None:
    found = compare(
        report(a=True, b=True, c=False, new=True), report(a=False, b=True, c=True, gone=True), "f", 0
    )
    assert (found["n"], found["only_now"], found["only_before"]) == (3, 1, 1)
    assert (found["better"], found["worse"]) == (["a"], ["c"])
    right = found["metrics"]["right"]
    assert (right["before"], right["now"], right["value"], right["verdict"]) == (0.6667, 0.6667, 0.0, "same")
    assert right["low"] == -1 and right["high"] == 1
    assert "refusal_recall" not in found["metrics"]


def test_a_question_worded_anew_is_another() -> None:
    before = report(a=True)
    before["questions"][0]["question"] = "Who else?"
    assert compare(report(a=True), before, "f", 0)["n"] == 0


def test_times_of_runs_with_other_workers_are_not_compared() -> None:
    alone, crowded = {**report(a=True), "workers": 1}, {**report(a=True), "workers": 4}
    assert "latency_p50_ms" in compare(alone, alone, "f", 0)["metrics"]
    assert "latency_p50_ms" not in compare(crowded, alone, "f", 0)["metrics"]


def test_a_change_of_all_is_better() -> None:
    names = [f"q{i}" for i in range(12)]
    now, before = (report(**dict.fromkeys(names, right)) for right in (True, False))
    found = compare(now, before, "f", 0)["metrics"]
    assert found["gold_sentence@1"] == {
        "before": 0, "now": 1, "value": 1, "low": 1, "high": 1, "p": found["right"]["p"], "verdict": "better",
    }  # fmt: skip
    assert 0 < found["right"]["p"] < 0.01


def test_the_baseline_is_set_beside_on_what_both_answered() -> None:
    found = against_baseline(rows(a=True, b=True, c=True), rows(a=True, b=False), 0)
    assert found["n"] == 2
    assert found["metrics"]["gold_sentence@1"]["value"] == 0.5
    assert found["ratios"]["gold_sentence@1"] == 2
    assert str(found["ratios"]["short_em"]) == "nan"  # 0 / 0


def test_a_report_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(report(a=True)), encoding="utf-8")
    assert read_report(path) == report(a=True)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"questions": [{}]}', '{"questions": [{"scores": {"x": "y"}}]}']
)
def test_another_file_is_no_report(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"r\.json (is not a report|cannot be read as a report)"):
        read_report(path)
