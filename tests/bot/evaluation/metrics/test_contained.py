"""Answers that stand in a text, and that only seem to."""

import math

import pytest

from bot.evaluation.metrics.contained import answer_contained, passage_contains_answer_at


@pytest.mark.parametrize(
    ("text", "answers", "score"),
    [
        ("He was elected in March 2009.", ["March 2009"], 1.0),
        ("The president, Barack Obama, spoke.", ["the Barack Obama"], 1.0),
        ("The fire killed 15 people.", ["5"], 0.0),
        ("The fire killed 5 people.", ["5"], 1.0),
        ("It cost $5.", ["5"], 1.0),
        ("An artist", ["art"], 0.0),
        ("March of 2009", ["March 2009"], 0.0),
        ("Nothing of the kind", ["Paris", "of kind"], 1.0),  # "the" falls out on both sides
        ("", ["Paris"], 0.0),
        ("Paris", ["The", "Paris"], 1.0),
        ("London", ["The", "Paris"], 0.0),
    ],
)
def test_answer_contained(text: str, answers: list[str], score: float) -> None:
    assert answer_contained(text, answers) == score


@pytest.mark.parametrize("answers", [[], [""], ["The", "!"]])
def test_without_an_answer_there_is_no_score(answers: list[str]) -> None:
    assert math.isnan(answer_contained("The text!", answers))
    assert math.isnan(passage_contains_answer_at(5, ["The text!"], answers))
    assert math.isnan(passage_contains_answer_at(5, [], answers))


@pytest.mark.parametrize(("k", "score"), [(1, 0.0), (2, 0.0), (3, 1.0), (9, 1.0)])
def test_passage_contains_answer_at(k: int, score: float) -> None:
    passages = ["They met on Monday in", "Paris was calm.", "They met in Paris on Monday.", "Monday"]
    assert passage_contains_answer_at(k, passages, ["in Paris"]) == score


def test_no_passages_contain_no_answer() -> None:
    assert passage_contains_answer_at(5, [], ["Paris"]) == 0.0
