import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.evaluate import SETTINGS
from tests.bot.conftest import Run
from tests.chat_server import fails, says, serving

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "ice",
        "question": "How much ice did the Varn glacier lose last summer?",
        "answers": ["nine metres"],
        "gold_ids": ["glacier"],
        "answerable": True,
        "gold_sentences": [
            {
                "article_id": "glacier",
                "sentence": "The Varn glacier lost nine metres of ice last summer, a survey found.",
            }
        ],
    },
    {
        "id": "cup",
        "question": "Who beat United in the final?",
        "answers": ["Rovers"],
        "gold_ids": ["cup"],
        "answerable": True,
    },
    {
        "id": "volcano",
        "question": "Which volcano erupted?",
        "answers": [],
        "gold_ids": [],
        "answerable": False,
    },
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return path


def test_a_table_a_report_and_a_page(run_news: Run, questions: Path, tmp_path: Path) -> None:
    files = [tmp_path / "r.json", tmp_path / "r.html"]
    result = run_news(
        "evaluate", str(questions), "--json", str(files[0]), "--html", str(files[1]), "--workers", "2"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("3 questions ") and "\nright  " in result.stdout
    report = json.loads(files[0].read_text(encoding="utf-8"))
    assert [q["id"] for q in report["questions"]] == ["ice", "cup", "volcano"]
    assert report["metrics"]["right"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert 0 < report["settings"]["threshold"] < 1 and report["versions"]["chromadb"]
    assert set(report["settings"]) == set(SETTINGS) and report["prompts"] == {}
    assert "How good are the answers?" in files[1].read_text(encoding="utf-8")


def test_a_former_report_and_the_baseline_beside(run_news: Run, questions: Path, tmp_path: Path) -> None:
    former, now = tmp_path / "former.json", tmp_path / "now.json"
    assert run_news("evaluate", str(questions), "--limit", "2", "--json", str(former)).exit_code == 0
    result = run_news("evaluate", str(questions), "--compare", str(former), "--baseline", "--json", str(now))
    head = result.stdout.splitlines()[0].split()
    assert head == "3 questions value 95 % interval baseline ratio before change p".split()
    assert "against former.json, 2 questions in common" in result.stdout
    report = json.loads(now.read_text(encoding="utf-8"))
    assert (report["compare"]["n"], report["compare"]["only_now"]) == (2, 1)
    assert report["baseline"]["n"] == 3 and report["baseline"]["ratios"]["article_recall@1"] == 1
    assert report["baseline"]["metrics"]["refusal_recall"]["value"] == 0


def test_a_judge_grades_each_answer_and_is_named_in_the_report(
    run_news: Run, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(says("2"), says("1"), fails(400)) as judging:
        monkeypatch.setenv("NEWSDESK_JUDGE_URL", judging.url)
        file = tmp_path / "r.json"
        options = ("--judge", "grader", "--workers", "1", "--json", str(file))
        result = run_news("evaluate", str(questions), *options)
    assert (result.exit_code, len(judging.bodies)) == (0, 3), result.stderr
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["metrics"]["judged"]["value"] == 0.75
    assert report["judge"]["model"] == "grader" and len(report["judge"]["prompt"]) >= 12
    assert "\njudged " in result.stdout


def test_a_judge_that_cannot_be_opened_names_its_own_setting(
    run_news: Run, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "none"
    monkeypatch.setenv("NEWSDESK_JUDGE_KEY_FILE", str(missing))
    result = run_news("evaluate", str(questions), "--judge", "openai:gpt-4o")
    assert result.exit_code == 2
    assert f"setting judge_key_file: {missing} cannot be read" in result.stderr


def test_a_floor_that_fails_is_a_line_and_exit_code_1(run_news: Run, questions: Path) -> None:
    good = run_news("evaluate", str(questions), "--floor", "right=0.9", "--floor", "latency_p50_ms=60000")
    assert (good.exit_code, good.stderr) == (0, "")
    bad = run_news("evaluate", str(questions), "--floor", "citation_precision=1.1", "--floor", "ece=0")
    assert bad.exit_code == 1 and bad.stdout.startswith("3 questions")
    first, second = bad.stderr.splitlines()
    assert first.startswith("newsdesk evaluate: citation_precision is ") and first.endswith(
        "below its floor of 1.1"
    )
    assert second.endswith("above its ceiling of 0")


def test_gold_that_is_not_stored_is_told_in_one_line(run_news: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({**QUESTIONS[0], "gold_ids": ["gone"]}), encoding="utf-8")
    result = run_news("evaluate", str(path))
    assert result.exit_code == 0 and result.stderr.count("\n") == 1
    assert "1 question of 1 cannot be answered: no gold article of theirs is in" in result.stderr


def test_squad_questions_find_their_article(run_news: Run, tmp_path: Path) -> None:
    qa = {"id": "a", "question": "Who led the survey?", "answers": [{"text": "Lena Osk", "answer_start": 4}]}
    paragraph = {"context": "Dr. Lena Osk led the survey.", "qas": [qa]}
    path, report = tmp_path / "dev.json", tmp_path / "r.json"
    path.write_text(json.dumps({"data": [{"title": "Ice", "paragraphs": [paragraph]}]}), encoding="utf-8")
    result = run_news("evaluate", str(path), "--json", str(report))
    assert (result.exit_code, result.stderr) == (0, "")
    (found,) = json.loads(report.read_text(encoding="utf-8"))["questions"]
    assert found["gold"]["gold_ids"] == ["glacier"] and found["scores"]["gold_sentence@3"] == 1


def test_a_conversation_set(run_news: Run, tmp_path: Path) -> None:
    path, files = tmp_path / "c.jsonl", [tmp_path / "r.json", tmp_path / "r.html"]
    lines = [
        {"id": "led", "kind": "fact", "question": "Who led the glacier survey?", "must": [["osk"]]},
        {"id": "cup", "kind": "fact", "question": "Who beat United in the final?", "must": [["santos"]]},
        {"id": "gone", "kind": "absent", "question": "Which volcano erupted?", "behave": "refuse"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    options = ("--json", str(files[0]), "--html", str(files[1]))
    good = run_news("evaluate", str(path), *options, "--floor", "conversation_passed=0.6")
    assert (good.exit_code, good.stderr) == (0, "")
    assert "cup  fact  Who beat United in the final?\n  fails: says “santos”\n  shown at " in good.stdout
    report = json.loads(files[0].read_text(encoding="utf-8"))
    assert report["metrics"]["conversation_passed"]["value"] == 0.6667
    assert "passed all of their checks" in files[1].read_text(encoding="utf-8")
    bad = run_news("evaluate", str(path), "--floor", "conversation_passed=0.7", "--floor", "right=0.1")
    assert bad.exit_code == 1 and bad.stderr.splitlines() == [
        "newsdesk evaluate: conversation_passed is 0.6667, below its floor of 0.7",
        "newsdesk evaluate: right has no value here, below its floor of 0.1",
    ]
    beside = run_news("evaluate", str(path), "--baseline")
    assert beside.exit_code == 2 and "has checks and no right answers: leave out --baseline" in beside.stderr


def test_excerpts(run_news: Run, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    result = run_news(
        "evaluate", "--excerpts", "5", "--seed", "3", "--json", str(report), "--floor", "misattributed=1"
    )
    assert result.stdout.splitlines()[0].split()[1:3] == ["excerpts", "n"]
    assert json.loads(report.read_text(encoding="utf-8"))["seed"] == 3


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "name a file of questions, or use --excerpts N"),
        (["--excerpts", "5", "--baseline"], "--excerpts draws its own questions: leave out --baseline"),
        (["Q", "--excerpts", "5"], "--excerpts draws its own questions: leave out QUESTIONS"),
        (["Q", "--foreign", "Q"], "--foreign goes with --excerpts"),
        (["Q", "--floor", "recal=1"], "--floor recal=1: there is no metric recal; the nearest is "),
        (["Q", "--compare", "Q"], "questions.jsonl cannot be read as a report"),
        (["Q", "--json", "/nowhere/r.json"], "/nowhere/r.json cannot be written: no such folder"),
        (["gone.jsonl"], "File 'gone.jsonl' does not exist"),
        (["Q", "--limit", "0"], "invalid value for '--limit'"),
    ],
)
def test_wrong_use_is_one_line(run_news: Run, questions: Path, args: list[str], message: str) -> None:
    result = run_news("evaluate", *(str(questions) if arg == "Q" else arg for arg in args))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr and result.stderr.count("\n") == 1


def test_no_articles_is_told(run: Run, questions: Path) -> None:
    result = run("evaluate", str(questions))
    assert result.exit_code == 1 and result.stderr.count("\n") == 1
    assert "there are no articles in" in result.stderr
