import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.conversation.checks import Checks
from bot.evaluation.questions import Context, Question, read_questions
from retrieval.errors import UsageError
from retrieval.values import Turn


def written(folder: Path, *lines: Any, name: str = "q.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def test_a_line_by_the_contract(tmp_path: Path) -> None:
    line = {
        "id": "q1",
        "question": "Who leads\nthe survey?",
        "answers": ["Lena Osk"],
        "gold_ids": ["glacier"],
        "answerable": True,
        "gold_sentences": [{"article_id": "glacier", "sentence": "Osk led it.", "overlap": 0.9}],
        "question_date": "2026-03-05",
    }
    (question,) = read_questions(written(tmp_path, line))
    assert question == Question(
        id="q1",
        text="Who leads\nthe survey?",
        answerable=True,
        answers=("Lena Osk",),
        gold_ids=("glacier",),
        gold_sentences=(("glacier", "Osk led it."),),
        as_of="2026-03-05",
    )
    assert (question.query.text, question.query.as_of) == ("Who leads the survey?", "2026-03-05")


def test_little_is_enough(tmp_path: Path) -> None:
    bare, *others = read_questions(
        written(
            tmp_path,
            {"question": "Why?"},
            "",
            {"question": "Who?", "id": 7, "answers": ["Osk"]},
            {"question": "?"},
        )
    )
    assert (bare.id, bare.answerable) == ("1", False)
    assert [(q.id, q.answerable) for q in others] == [("7", True), ("4", False)]


def test_a_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"question": "Why?"}\r\n{"question": "Who?"}\r\n')
    assert [q.text for q in read_questions(path)] == ["Why?", "Who?"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2 is not JSON"),
        ("[" * 100_000, "line 2 is not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ({}, "line 2: question: field required"),
        ({"question": " "}, "line 2: question: the question is empty"),
        ({"question": "Why?", "answers": "Osk"}, "line 2: answers: input should be a valid list"),
        ({"question": "Why?", "answers": [3]}, "line 2: answers.0: input should be a valid string"),
        ({"question": "Why?", "answerable": "no"}, "line 2: answerable: input should be a valid boolean"),
        ({"question": "Why?", "gold_sentences": [{"sentence": "x"}]}, "line 2: gold_sentences.0.article_id"),
        ({"question": "Why?", "question_date": "5 March"}, "line 2: question_date: invalid isoformat string"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: Any, reason: str) -> None:
    with pytest.raises(UsageError) as error:
        read_questions(written(tmp_path, {"question": "Who?"}, line))
    assert str(error.value).startswith(f"{tmp_path / 'q.jsonl'}, {reason}")


def test_what_is_no_text_and_what_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        read_questions(tmp_path / "q.jsonl")
    with pytest.raises(UsageError, match="holds no question"):
        read_questions(written(tmp_path, "", ""))


def test_fields_that_sort_questions_are_tags_and_texts_are_not(tmp_path: Path) -> None:
    lines = [
        {
            "question": f"Question {i}?",
            "kind": "clarified" if i % 2 else "original",
            "tags": ["short", "odd"] if i % 2 else ["short"],
            "note": f"a note of its own, {i}",
            "editor": "",
            "weight": 3,
        }
        for i in range(6)
    ]
    first, second, *_ = read_questions(written(tmp_path, *lines))
    assert first.tags == {"given kind": ("original",), "tags": ("short",)}
    assert second.tags == {"given kind": ("clarified",), "tags": ("short", "odd")}


CHECKED = {
    "id": "c1",
    "kind": "latest",
    "question": "and now?",
    "as_of": "2026-03-05",
    "history": ["Who leads the survey?"],
    "must": [["osk", "lena"], ["ice"]],
    "fresh": "2026-03-01",
    "not_after_as_of": True,
    "gold_ids": ["glacier"],
}


def test_a_file_with_checks_is_known_by_its_fields(tmp_path: Path) -> None:
    first, second = read_questions(written(tmp_path, {"question": "hi", "kind": "talk"}, CHECKED))
    assert first.checks == Checks() and first.kind == "talk"
    assert second == Question(
        id="c1",
        text="and now?",
        answerable=True,
        gold_ids=("glacier",),
        as_of="2026-03-05",
        checks=Checks(must=(("osk", "lena"), ("ice",)), fresh="2026-03-01", not_after_as_of=True),
        kind="latest",
        history=("Who leads the survey?",),
    )
    assert second.query.history == (Turn("Who leads the survey?", ""),)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"must": [["("]]}, "must.0.0: “(” is no regular expression"),
        ({"must": ["osk"]}, "must.0: input should be a valid list"),
        ({"behave": "dance"}, "behave: 'dance' is not a valid Behaviour"),
        ({"history": "Who?"}, "history: input should be a valid list"),
        ({"as_of": "today"}, "as_of: invalid isoformat string"),
        ({"as_of": ""}, "not_after_as_of needs as_of"),
        ({"behave": "refuse_or_correct"}, "refuse_or_correct needs correction"),
        ({"must_nott": []}, "there is no check must_nott; the nearest is must_not"),
        ({"answers": ["Osk"]}, "a file with checks has no right answers: leave out answers"),
    ],
)
def test_a_broken_check_is_named(tmp_path: Path, fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError) as error:
        read_questions(written(tmp_path, {**CHECKED, **fields}))
    assert str(error.value).startswith(f"{tmp_path / 'q.jsonl'}, line 1: {reason}")


PARAGRAPH = "The old crane is a museum. It cost 3.2 million euros."


def squad(**changes: Any) -> str:
    first = {
        "id": "a",
        "question": " What did it cost? ",
        "answers": [
            {"text": "3.2 million euros", "answer_start": 35},
            {"text": "3.2 million", "answer_start": 35},
        ],
    }
    second = {
        "id": "b",
        "question": "Who built it?",
        "is_impossible": True,
        "answers": [],
        "plausible_answers": [],
    }
    paragraph = {"context": PARAGRAPH, "qas": [{**first, **changes}, second]}
    return json.dumps({"version": "v2.0", "data": [{"title": "Old_crane", "paragraphs": [paragraph]}]})


def test_squad(tmp_path: Path) -> None:
    context = Context("Old crane", PARAGRAPH)
    assert read_questions(written(tmp_path, squad(), name="dev.json")) == (
        Question(
            id="a",
            text="What did it cost?",
            answerable=True,
            answers=("3.2 million euros", "3.2 million"),
            gold_sentences=(("", "It cost 3.2 million euros."),),
            context=context,
        ),
        Question(id="b", text="Who built it?", answerable=False, context=context),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ('{"question": "Why?"}', "is not in SQuAD's format: no “data”; JSON Lines end in .jsonl"),
        ("[]", "is not in SQuAD's format"),
        ('{"data": [{}]}', ", data: no 'paragraphs'"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', ", data[0].paragraphs[0]: no 'context'"),
        (squad(id=None, answers=[{"text": "x"}]), ", data[0].paragraphs[0].qas[0]: no 'answer_start'"),
        (squad(answers=3), ", data[0].paragraphs[0].qas[0]: not as SQuAD has it"),
    ],
)
def test_a_broken_squad_file_is_told(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UsageError) as error:
        read_questions(written(tmp_path, text, name="dev.json"))
    assert reason in str(error.value)
