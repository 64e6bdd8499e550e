"""Small talk is answered with a friendly word: nothing is searched, and it never becomes a topic."""

from dataclasses import replace

import pytest

from bot.render.answer_json import answer_as_dict
from retrieval.engine import Engine
from retrieval.understanding.classifier import Judgement
from retrieval.understanding.small_talk import small_talk
from retrieval.values import Query, Turn
from retrieval.values.understanding import Kind


class Greeter:
    """Judges by one word: a classifier without weights."""

    def judge(self, question: str, vector: object) -> Judgement:
        talk = 0.99 if "hello" in question else 0.6 * ("dear" in question)
        return Judgement({Kind.TALK: talk, Kind.FACT: 1 - talk}, follow_up=0.0)


@pytest.fixture
def talking(news_engine: Engine) -> Engine:
    return replace(news_engine, classifier=Greeter())  # type: ignore[arg-type]


def test_a_greeting_is_no_question(talking: Engine) -> None:
    answer = talking.ask(Query("hello there"))
    assert (answer.kind, answer.refused, answer.citations, answer.passages) == (Kind.TALK, False, (), ())
    shown = answer_as_dict(answer)
    assert shown["kind"] == "talk" and shown["answer"].startswith("Hello!") and shown["citations"] == []


def test_what_is_perhaps_talk_is_searched_for(talking: Engine) -> None:
    assert talking.ask(Query("Who led the survey, my dear?")).kind is Kind.FACT


def test_a_question_has_its_kind(talking: Engine) -> None:
    assert talking.ask(Query("Who led the survey?")).kind is Kind.FACT
    assert talking.ask(Query("who said “It has stood idle for forty years”?")).kind is Kind.QUOTE


def test_a_greeting_never_becomes_the_topic(talking: Engine) -> None:
    led = Turn("Who led the survey of the Varn glacier?", "Dr. Lena Osk led the survey.")
    asked = Query("and what did her team measure?", history=(led, Turn("hello", "")))
    assert talking.ask(asked).standalone == "and what did her team measure? (led survey Varn glacier)"


@pytest.mark.parametrize(
    ("said", "sort"),
    [
        ("thx bot", "thanks"),
        ("gn everyone", "farewell"),
        ("hey, what can you do?", "capability"),
        ("are you a bot", "identity"),
        ("how are you", "wellbeing"),
        ("you are useless", "blame"),
        ("good bot", "praise"),
        ("hiii", "greeting"),
        ("asdf", "capability"),
    ],
)
def test_the_friendly_word_fits_what_was_said(said: str, sort: str) -> None:
    assert small_talk(said) == sort
