import json
from pathlib import Path

import pytest

from retrieval.engine import Engine
from tests.bot.conftest import Run

QUESTION = "How much ice did the Varn glacier lose?"


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_an_answer_in_a_pipe(run_news: Run) -> None:
    result = run_news("ask", QUESTION)
    assert (result.exit_code, result.stderr) == (0, "")
    first, blank, reference, *_ = result.stdout.splitlines()
    assert first.startswith(
        "2026-01-15: The Varn glacier lost nine metres of ice last summer, a survey found. [1]"
    )
    assert blank == "" and reference.startswith("[1]")
    assert "“Glacier lost nine metres in a summer” — Post, 15 January 2026 (" in reference
    assert "\x1b" not in result.stdout


def test_the_words_of_a_question_need_no_quotes(run_news: Run) -> None:
    assert run_news("ask", *QUESTION.split()).stdout == run_news("ask", QUESTION).stdout


def test_json_is_one_object_on_one_line_whose_offsets_hold(run_news: Run) -> None:
    result = run_news("ask", QUESTION, "--json")
    (answer,) = lines(result.stdout)
    assert answer["question"] == QUESTION and answer["refused"] is False
    for citation in answer["citations"]:
        text = run_news("articles", "show", citation["article_id"], "--text").stdout
        assert text[citation["start"] : citation["end"]] == citation["sentence"]


def test_a_refusal_is_done(run_news: Run) -> None:
    result = run_news("ask", "Which volcano erupted?")
    assert result.exit_code == 0 and result.stdout.startswith("The articles do not answer this")


def test_dates_and_source_limit_the_search(run_news: Run) -> None:
    def cited(*limits: str) -> set[str]:
        (answer,) = lines(run_news("ask", "the cup, the crane, the glacier", "--json", *limits).stdout)
        return {citation["article_id"] for citation in answer["citations"]}

    assert cited("--source", "POST") == {"glacier"}
    assert cited("--since", "2026-02") == {"harbour"}
    assert cited("--until", "2025") == {"cup"}
    assert cited("--as-of", "2026-01-16", "--since", "yesterday", "--until", "today") == {"glacier"}


def test_an_unknown_source_is_told_and_refused(run_news: Run) -> None:
    result = run_news("ask", QUESTION, "--source", "Pots", "--json")
    assert result.exit_code == 0 and lines(result.stdout)[0]["refused"] is True
    assert result.stderr == "newsdesk ask: no article has the source “Pots”; the nearest is “Post”\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([""], "newsdesk: the question is empty"),
        (["a" * 100_000], "newsdesk: the question has 100,000 characters; 10,000 are the limit"),
        ([QUESTION, "--since", "foo"], "newsdesk: since: “foo” is no date; write it as YYYY-MM-DD"),
        (
            [QUESTION, "--since", "2026", "--until", "2025"],
            "newsdesk: since 2026-01-01 is after until 2025-",
        ),
    ],
)
def test_wrong_use(run_news: Run, args: list[str], message: str) -> None:
    result = run_news("ask", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message) and result.stderr.count("\n") == 1


ODD = ["谁赢得了岛杯？", '"foo* AND (', "-- ?!", "title:x^2 ~", "\ud800\udcff", "a" * 10_000]


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_odd_questions_are_questions(run_news: Run, question: str) -> None:
    assert run_news("ask", "--json", "--", question).exit_code == 0


def test_without_articles_it_says_what_to_do(run: Run) -> None:
    result = run("ask", QUESTION)
    assert result.exit_code == 1
    assert result.stderr.endswith("run `newsdesk ingest` first\n") and result.stderr.count("\n") == 1


def test_many_questions_as_json(run_news: Run) -> None:
    stdin = (
        f'{QUESTION}\n\n{{"id": "b", "question": "Who scored for Rovers?"}}\n{{"id": 3}}\n{{bad\n'
        f'{{"id": null, "question": "{"a" * 100_000}"}}\n"foo* AND (\n'
    )
    result = run_news("ask", "-", "--json", stdin=stdin)
    first, second, third, fourth, fifth, sixth = lines(result.stdout)
    assert result.exit_code == 1 and result.stderr == ""
    assert "id" not in first and first["question"] == QUESTION
    assert list(second)[:2] == ["id", "question"] and second["id"] == "b"
    assert "Sam Pell" in str(second["answer"])
    assert third == {"id": 3, "error": 'line 4: no "question"'}
    assert list(fourth) == ["error"] and str(fourth["error"]).startswith("line 5: not a JSON object")
    assert fifth["id"] is None and "100,000 characters" in str(fifth["error"])
    assert sixth["question"] == '"foo* AND ('


def test_many_questions_with_limits_of_all_and_of_one(run_news: Run) -> None:
    stdin = f'{QUESTION}\n{{"question": "{QUESTION}", "source": "Post", "as_of": "2026-01-20"}}\n'
    first, second = lines(run_news("ask", "-", "--json", "--source", "Herald", stdin=stdin).stdout)
    assert first["refused"] is True and second["refused"] is False


def test_all_good_lines_are_done(run_news: Run) -> None:
    assert run_news("ask", "-", "--json", stdin=f"{QUESTION}\r\n").exit_code == 0
    assert run_news("ask", "-", stdin="").exit_code == 0


def test_many_questions_as_text(run_news: Run) -> None:
    result = run_news("ask", "-", stdin=f"{QUESTION}\n{{bad\nWho scored for Rovers?\n")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"> {QUESTION}\n\n2026-01-15: The Varn glacier lost")
    assert "\n\n> Who scored for Rovers?\n\n" in result.stdout
    assert result.stderr.startswith("newsdesk ask: line 2: not a JSON object")


def test_wrong_limits_of_all_are_wrong_use(run_news: Run) -> None:
    assert run_news("ask", "-", "--json", "--since", "foo", stdin=f"{QUESTION}\n").exit_code == 2


def test_answers_leave_as_each_is_ready(news_engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    from bot.cli.answer_output import ask_lines

    def typed() -> object:
        yield f"{QUESTION}\n"
        assert len(lines(capsys.readouterr().out)) == 1
        yield f"{QUESTION}\n"

    assert ask_lines(news_engine, typed(), {}, date(2026, 3, 5), as_json=True) == 0


def test_the_folder_stays_as_it_was(run_news: Run, tmp_path: Path) -> None:
    before = run_news("articles", "list", "--json").stdout
    run_news("ask", QUESTION)
    assert run_news("articles", "list", "--json").stdout == before
