import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from retrieval.errors import ModelError
from tests.bot.conftest import Run

QUESTION = "How much ice did the Varn glacier lose?"


def test_one_answer_after_another_without_prompt(run_news: Run) -> None:
    result = run_news("repl", stdin=f"{QUESTION}\n\n/source herald\n{QUESTION}\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "2026-01-15: The Varn glacier lost nine metres of ice last summer, a survey found. [1]"
    )
    assert "\n\nsearching: source Herald\n\n" in result.stdout
    assert "> " not in result.stdout and "\x1b" not in result.stdout


def test_errors_are_told_and_the_rest_goes_on(run_news: Run) -> None:
    stdin = f'/nope\n{"a" * 100_000}\n"foo* AND (\n谁赢得了岛杯？\n{QUESTION}\n/open 1\n'
    result = run_news("repl", stdin=stdin)
    assert result.exit_code == 0
    assert result.stderr == (
        "newsdesk: unknown command /nope; did you mean /open? /help lists them all\n"
        "newsdesk: the question has 100,000 characters; 10,000 are the limit\n"
    )
    assert ">>The Varn glacier lost nine metres" in result.stdout


@pytest.mark.parametrize("leave", ["/quit", "quit", "exit"])
def test_what_follows_quit_is_not_read(run_news: Run, leave: str) -> None:
    assert run_news("repl", stdin=f"{leave}\n{QUESTION}\n").stdout == ""


def test_answers_as_json_lines(run_news: Run) -> None:
    result = run_news("repl", stdin=f"/json on\n{QUESTION}\n{QUESTION}\n/json off\n")
    answers = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert [answer["question"] for answer in answers] == [QUESTION, QUESTION]


def test_without_articles_it_says_what_to_do(run: Run) -> None:
    result = run("repl", stdin=f"{QUESTION}\n")
    assert result.exit_code == 0 and "run `newsdesk ingest` first" in result.stderr


def test_an_engine_that_does_not_open_is_a_failure(tmp_path: Path) -> None:
    def broken(settings: object) -> None:
        raise ModelError("the model weights are not installed")

    command = ["--data", str(tmp_path), "repl"]
    result = CliRunner().invoke(cli, command, input="who?\n", obj=broken, prog_name="newsdesk")
    assert (result.exit_code, result.stderr) == (1, "newsdesk: the model weights are not installed\n")
