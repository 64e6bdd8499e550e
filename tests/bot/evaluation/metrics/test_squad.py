"""SQuAD scores by hand, and against the copy of the official script in transformers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers.data.metrics.squad_metrics import compute_exact, compute_f1, normalize_answer

from bot.evaluation.metrics.squad import exact_match, f1, normalise

WORDS = ("a", "The", "AN", "than", "Lama", "lama's", "U.S.", "10-2", "é", "—", "“No”", "!", " ", "")
PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The  Eiffel\tTower!", "eiffel tower"),
        ("A man, an apple and the sea", "man apple and sea"),
        ("U.S.-led", "usled"),
        ("10-2", "102"),
        ("theatre", "theatre"),
        ("Ségolène “Royal”", "ségolène “royal”"),
        ("the", ""),
        ("", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("prediction", "answers", "score"),
    [
        ("The Dalai Lama.", ["dalai lama"], 1.0),
        ("Dalai Lama", ["Panchen Lama", "the Dalai Lama"], 1.0),
        ("Lama", ["Dalai Lama"], 0.0),
        ("", ["Dalai Lama"], 0.0),
        ("", [""], 1.0),
        ("Lama", [""], 0.0),
        ("", ["The"], 1.0),
        ("Lama", ["The", "Lama"], 1.0),
        ("", ["The", "Lama"], 0.0),
    ],
)
def test_exact_match(prediction: str, answers: list[str], score: float) -> None:
    assert exact_match(prediction, answers) == score


@pytest.mark.parametrize(
    ("prediction", "answers", "score"),
    [
        ("the Dalai Lama", ["Dalai Lama"], 1.0),
        ("in March 2009", ["March 2009"], 0.8),  # P 2/3, R 1
        ("three dead", ["three people dead", "dead"], 0.8),  # P 1, R 2/3; the other gold gives 2/3
        ("no no no", ["no"], 0.5),  # counted as often as it stands: P 1/3, R 1
        ("Paris", ["London"], 0.0),
        ("", ["London"], 0.0),
        ("", [""], 1.0),
        ("Paris", [""], 0.0),
    ],
)
def test_f1(prediction: str, answers: list[str], score: float) -> None:
    assert f1(prediction, answers) == pytest.approx(score)


def test_without_gold_answers_there_is_no_score() -> None:
    assert math.isnan(exact_match("Paris", []))
    assert math.isnan(f1("Paris", []))


@given(st.text(), st.lists(st.text(), min_size=1))
def test_f1_is_a_share_and_at_least_exact_match(prediction: str, answers: list[str]) -> None:
    assert exact_match(prediction, answers) <= f1(prediction, answers) <= 1


@given(PHRASES, st.lists(PHRASES, min_size=1, max_size=3))
def test_as_the_official_script_has_it(prediction: str, answers: list[str]) -> None:
    assert normalise(prediction) == normalize_answer(prediction)
    golds = [answer for answer in answers if normalize_answer(answer)] or [""]
    assert exact_match(prediction, answers) == max(compute_exact(gold, prediction) for gold in golds)
    assert f1(prediction, answers) == pytest.approx(max(compute_f1(gold, prediction) for gold in golds))
