"""Several questions in one."""

import pytest

from retrieval.understanding.parts import MOST, split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Who is suing the harbour and when did the ferry to Osk burn?",
            ("Who is suing the harbour", "when did the ferry to Osk burn?"),
        ),
        ("Where and when did the ferry burn?", ("Where did the ferry burn?", "when did the ferry burn?")),
        (
            "Who was killed in Varn, who was injured in Osk, and who has been arrested in Bergen?",
            ("Who was killed in Varn", "who was injured in Osk", "who has been arrested in Bergen?"),
        ),
        (
            "hi! did the strike end in Varn? and did Ada Brisk resign?",
            ("did the strike end in Varn?", "did Ada Brisk resign?"),
        ),
    ],
)
def test_questions_are_parted(text: str, parts: tuple[str, ...]) -> None:
    assert split_questions(text) == parts


def test_a_part_takes_the_person_from_the_first() -> None:
    assert split_questions("Who is Ada Brisk, and what does she do now?")[1] == "what does Ada Brisk do now?"


def test_a_part_that_lacks_its_topic_takes_the_words_of_the_first() -> None:
    assert split_questions("why did the crane fall and was anyone hurt")[1] == "was anyone hurt (crane fall)"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who won the cup",
        "thanks! who won the cup?",
        "which bridge collapsed and was rebuilt",
        "Is it open or did they close it?",
        "I was away for two weeks. What did I miss?",
        'who said "what is this? and who are they?"',
        "salt and pepper",
        "!!! ??? and and ?",
    ],
)
def test_one_question_has_no_parts(text: str) -> None:
    assert split_questions(text) == ()


def test_of_a_hundred_questions_the_first_are_taken() -> None:
    assert len(split_questions("who won? " * 100)) == MOST
