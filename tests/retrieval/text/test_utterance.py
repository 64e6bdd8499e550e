import pytest

from retrieval.text.utterance import asks_origin, is_statement, opens_question


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Lima left the city on Monday.",
        "When he came to the city, the others had left.",
        "the mayor of Lima left the city on Monday with all of his friends",
    ],
)
def test_sentences_of_news(text: str) -> None:
    assert is_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "When did the mayor of Lima leave the city?",
        "Tell me about the mayor of Lima and his friends.",
        "I want to know who the mayor of Lima is.",
        "mayor of Lima left",
        "In which city did the mayor of Lima live.",
    ],
)
def test_what_is_asked_for(text: str) -> None:
    assert not is_statement(text)


def test_questions_open_with_their_words() -> None:
    assert opens_question("In which city?") and not opens_question("The city burned.")


def test_an_origin_is_asked_for() -> None:
    assert asks_origin("Who wrote this?") and not asks_origin("How high is it?")
