import pytest

from retrieval.conversation.rewrite_by_rule import MAX_CONTEXT, leans, stand_alone
from retrieval.values import Query, Turn

ISTANBUL = Turn("who proposed Istanbul talks?", "Russian President Vladimir Putin came forward.")
BRIDGE = Turn("Why was the Kessel Bridge closed in April?", "Engineers found cracks.")


@pytest.mark.parametrize(
    "question",
    [
        "why?",
        "and what did Macron say about it?",
        "who is he?",
        "When did she say that?",
        "what about Germany?",
        "did anyone die?",
        "who replaced him?",
        "Did they sign the Geneva accord?",
        "how much would it cost to do this everywhere?",
    ],
)
def test_a_follow_up_leans_on_what_was_said(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Champions League in 2025?",
        "What did the mayor of Port Alder say about her appeal?",
        "How many false alarms did the face recognition trial give?",
        "what happened in Istanbul this week?",
        "Is there a treaty that protects the high seas?",
    ],
)
def test_a_question_with_a_name_or_words_enough_stands_alone(question: str) -> None:
    assert not leans(question)
    query = Query(question, history=(ISTANBUL,))
    assert stand_alone(query) == query


def test_a_follow_up_is_searched_with_the_words_of_its_topic_and_read_by_its_own() -> None:
    query = stand_alone(Query("and what did Macron say about it?", since="2026-01-01", history=(ISTANBUL,)))
    assert query.text == "and what did Macron say about it? (proposed Istanbul talks)"
    assert query.focus == "and what did Macron say about it?"
    assert (query.since, query.history) == ("2026-01-01", (ISTANBUL,))


def test_the_topic_is_the_last_question_that_stood_alone() -> None:
    history = (ISTANBUL, BRIDGE, Turn("who ordered it?", "Mayor Solheim."), Turn("and Riedel?", "He agreed."))
    assert stand_alone(Query("when was it built?", history=history)).text == (
        "when was it built? (Kessel Bridge closed April Riedel)"
    )


def test_words_the_follow_up_has_are_not_said_twice() -> None:
    assert stand_alone(Query("why was it closed?", history=(BRIDGE,))).text == (
        "why was it closed? (Kessel Bridge April)"
    )


def test_a_long_topic_is_cut() -> None:
    topic = Turn("Which of " + " ".join(f"Town{n}" for n in range(50)) + " flooded?", "")
    found = stand_alone(Query("why?", history=(topic,))).text
    assert len(found.split()) == 1 + MAX_CONTEXT


@pytest.mark.parametrize("question", ["why?", "", "¿?", "他是谁？"])
def test_without_history_or_a_topic_a_question_stays_as_it_is(question: str) -> None:
    assert stand_alone(Query(question)) == Query(question)
    mute = Query(question, history=(Turn("why?", "Because."),))
    assert stand_alone(mute) == mute
