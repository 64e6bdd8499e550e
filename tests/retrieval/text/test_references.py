import pytest

from retrieval.text.references import leans_on_last, opens_pointing_back, points_back


@pytest.mark.parametrize("sentence", ["He left.", "“They left.", "Both left.", "This is it."])
def test_a_sentence_opens_with_what_stands_before_it(sentence: str) -> None:
    assert opens_pointing_back(sentence)


@pytest.mark.parametrize("sentence", ["Heaven is far.", "Reyes left.", "the two left"])
def test_a_sentence_that_stands_by_itself(sentence: str) -> None:
    assert not opens_pointing_back(sentence)


@pytest.mark.parametrize(
    ("question", "position"),
    [
        ("When did he leave?", 9),
        ("What was said about that?", 14),
        ("What happened in this week?", None),
        ("Is it true that Lima burned?", None),
        ("Who has the plan that failed?", None),
    ],
)
def test_where_a_question_points_back(question: str, position: int | None) -> None:
    assert points_back(question) == position


def test_a_question_goes_on_with_the_last() -> None:
    assert leans_on_last("And in Lima?") and leans_on_last("Who did that?")
    assert not leans_on_last("Who burned Lima?")
