import string
from pathlib import Path

import pytest

import prompts


@pytest.mark.parametrize(
    ("name", "placeholders"),
    [
        ("query", {"question"}),
        ("passage_header", {"title", "published"}),
        ("answer", {"today", "sentences", "question"}),
        ("condense", {"today", "history", "question"}),
        ("judge", {"question", "gold", "answer"}),
    ],
)
def test_a_prompt_has_the_placeholders_that_its_caller_fills(name: str, placeholders: set[str]) -> None:
    parts = string.Formatter().parse(prompts.load(name))
    assert {key for _, key, _, _ in parts if key is not None} == placeholders


def test_values_are_inserted_and_never_parsed() -> None:
    assert prompts.render("query", question="{title} {0}").endswith(": {title} {0}")


def test_a_copy_of_a_users_own_goes_first(tmp_path: Path) -> None:
    (tmp_path / "judge.md").write_text("{question} {gold} {answer}\n")
    (tmp_path / "query.md").write_text("{question}?")
    assert prompts.load("judge", tmp_path) == "{question} {gold} {answer}"
    assert prompts.load("query", tmp_path) == prompts.load("query")  # vectors are made with it


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{question} {gold}", r"prompts/judge\.md must have exactly the placeholders answer, gold, question"),
        ("{question", r"prompts/judge\.md: .*; write a brace of its own twice"),
    ],
)
def test_a_copy_with_other_placeholders_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "judge.md").write_text(text)
    with pytest.raises(ValueError, match=message):
        prompts.load("judge", tmp_path)


def test_the_fingerprint_is_of_the_text() -> None:
    assert prompts.fingerprint("query") != prompts.fingerprint("passage_header")
    assert len(prompts.fingerprint("query")) == 12
