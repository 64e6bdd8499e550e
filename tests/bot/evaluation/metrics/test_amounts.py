"""Amounts in other words, and what only looks like one."""

import pytest

from bot.evaluation.metrics.amounts import amount
from bot.evaluation.metrics.contained import answer_contained, words_contained


@pytest.mark.parametrize(
    ("text", "answer", "score"),
    [
        ("Four million people voted.", "4 million", 1.0),
        ("It cost €3.2m.", "3.2 million euros", 1.0),
        ("It cost $3.2m.", "3.2 million euros", 0.0),
        ("A rise of 68% came.", "68 per cent", 1.0),
        ("A rise of 68 came.", "68 per cent", 0.0),
        ("Twelve people were hurt.", "12 people", 1.0),
        ("12 dogs were hurt.", "twelve people", 0.0),
        ("It came 3rd in the race.", "third", 1.0),
        ("It lasted 3 days.", "third", 0.0),
        ("One of them left.", "1", 0.0),
        ("He scored two goals, she scored 1 goal.", "2-1", 0.0),
        ("The floods of two thousand and nine", "March 2009", 0.0),
        ("dozens of people", "24 people", 0.0),
    ],
)
def test_an_amount_stands_in_a_text(text: str, answer: str, score: float) -> None:
    assert answer_contained(text, [answer]) == score


@pytest.mark.parametrize(
    "answer", ["Lena Osk", "12 March and 13 March", "dozens", "the 2009 flood wall of Dorn"]
)
def test_other_answers_are_no_amounts(answer: str) -> None:
    assert amount(answer) is None


def test_a_quote_is_a_quote_only_word_for_word() -> None:
    assert words_contained("Some 4 million people voted.", "4 million people")
    assert not words_contained("Some four million people voted.", "4 million people")
