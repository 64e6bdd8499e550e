from datetime import date

import pytest

from bot.requests.question_lines import AskedLine, read_lines
from retrieval.values import Query, Turn

TODAY = date(2026, 11, 23)


def read(*lines: str, **limits: str) -> list[AskedLine]:
    return list(read_lines(lines, limits, TODAY))


def test_plain_lines_and_objects_in_order_without_the_blank_ones() -> None:
    found = read("who won?\n", "  \n", '{"id": 7, "question": "when?", "source": "Post", "extra": 1}\n')
    assert found == [
        AskedLine(1, {}, Query("who won?")),
        AskedLine(3, {"id": 7}, Query("when?", source="Post")),
    ]


def test_a_lines_own_limits_win() -> None:
    (asked,) = read(
        '{"question": "q", "since": "2025-01-01", "until": null}', since="2020-01-01", until="2026-01-01"
    )
    assert asked.query == Query("q", since="2025-01-01", until="2026-01-01")


def test_a_line_may_hold_what_was_asked_before() -> None:
    (asked,) = read('{"question": "and why?", "history": ["Who resigned?", " "]}')
    assert asked.query == Query("and why?", history=(Turn("Who resigned?", ""),))


def test_files_of_questions_say_question_date() -> None:
    (asked,) = read('{"question": "q", "question_date": "2025-01-02", "since": "yesterday"}')
    assert asked.query == Query("q", since="2025-01-01", as_of="2025-01-02")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"id": "x"}', 'line 1: no "question"'),
        ('{"id": "x", "question": "q", "history": "a"}', 'line 1: "history" is not a list of questions'),
        ('{"id": "x", "question": "q", "history": [3]}', 'line 1: "history" is not a list of questions'),
        ('{"id": "x", "question": 3}', 'line 1: "question" is not a string'),
        ('{"id": "x", "question": "q", "since": ["a"]}', 'line 1: "since" is not a string'),
        ('{"id": "x", "question": "q", "until": "foo"}', "line 1: until: “foo” is no date"),
    ],
)
def test_what_is_wrong_with_an_object_is_told_with_its_id(line: str, error: str) -> None:
    (asked,) = read(line)
    assert asked.tag == {"id": "x"} and asked.query is None and asked.error.startswith(error)


@pytest.mark.parametrize(
    "line", ["{broken", '{"a": 1} {"b": 2}', '{"a": ' * 100_000, '{"id": ' + "9" * 5000 + "}"]
)
def test_a_broken_object_is_no_question(line: str) -> None:
    (asked,) = read(line)
    assert asked.query is None and asked.error.startswith("line 1: not a JSON object")


@pytest.mark.parametrize("line", ['"foo* AND (', "[1] what?", "who said “{”?", "谁提议会谈？", "a" * 100_000])
def test_anything_else_is_a_question(line: str) -> None:
    assert read(line) == [AskedLine(1, {}, Query(line))]
