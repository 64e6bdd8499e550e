import pytest

from retrieval.understanding.topic import topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("whats the latest with the dock strike in Varn", "dock strike in Varn"),
        ("give me a timeline of the Tarn bridge please", "Tarn bridge"),
        ("how many articles do you have about the US and Osk?", "US and Osk"),
        ("the Varn glacier", "Varn glacier"),
        ("WHAT HAPPENED WITH THE FERRY", "FERRY"),
    ],
)
def test_a_topic_is_what_is_left_between_the_words_that_only_ask(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize("question", ["", "?!", "what happened today?", "any news?"])
def test_what_asks_for_news_alone_has_no_topic(question: str) -> None:
    assert topic_of(question) == ""
