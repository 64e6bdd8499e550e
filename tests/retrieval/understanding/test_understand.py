"""A question, with the carried embedder and the trained classifier."""

from datetime import date

import pytest

from retrieval.models.embedder import BUNDLED, SentenceTransformerEmbeddings
from retrieval.settings import load_settings
from retrieval.understanding.classifier import QuestionClassifier
from retrieval.understanding.understand import understand
from retrieval.values import Kind, Period, Turn, Understanding

EMBEDDINGS = SentenceTransformerEmbeddings(BUNDLED, load_settings().cache, 1)
CLASSIFIER = QuestionClassifier()
TODAY = date(2026, 3, 4)
HISTORY = (Turn("who runs the harbour in Varn", "Ada Brisk runs it."),)


def understood(question: str, history: tuple[Turn, ...] = ()) -> Understanding:
    vector = EMBEDDINGS.embed_query(question[:2_000])
    return understand(question, CLASSIFIER.judge(question, vector), history, TODAY)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many people died in the Varn ferry disaster?", Kind.FACT),
        ("did the ferry in Varn sink?", Kind.YES_NO),
        ("what is a snap election", Kind.DEFINE),
        ("why did the bank in Varn collapse", Kind.WHY),
        ("how did the thieves get into the museum", Kind.HOW),
        ("tldr of the Varn harbour affair", Kind.SUMMARY),
        ("any update on the harbour strike", Kind.LATEST),
        ("timeline of the harbour strike", Kind.TIMELINE),
        ("reactions to the harbour deal", Kind.REACTIONS),
        ("name all the countries that signed", Kind.LIST),
        ("what happened today?", Kind.DIGEST),
        ("how many articles do you have about the strike", Kind.COUNT),
        ('who said "the harbour is ours"', Kind.QUOTE),
        ("are you sure?", Kind.DOUBT),
        ("tell me more", Kind.MORE),
        ("source?", Kind.SOURCE),
        ("hi", Kind.TALK),
        ("thanks a lot!", Kind.TALK),
        ("set a timer for ten minutes", Kind.COMMAND),
    ],
)
def test_the_kind_of_a_plain_question_is_told(question: str, kind: Kind) -> None:
    assert understood(question).kind is kind


def test_talk_and_commands_are_not_for_us_and_open_no_topic() -> None:
    for text in ("hello", "play some music"):
        answered = understood(text, HISTORY)
        assert not answered.for_us
        assert not answered.new_topic
        assert answered.parts == ()


def test_a_greeting_before_a_question_leaves_it_a_question() -> None:
    assert understood("hi, who won the election in Varn?").for_us


def test_a_follow_up_needs_what_was_said_and_a_new_topic_does_not() -> None:
    follow_up = understood("and who replaced him?", HISTORY)
    other = understood("Why did the Varn glacier lose nine metres of ice?", HISTORY)
    assert (follow_up.follow_up, follow_up.new_topic) == (True, False)
    assert (other.follow_up, other.new_topic) == (False, True)


def test_there_is_no_new_topic_where_nothing_was_said_before() -> None:
    assert not understood("Why did the Varn glacier lose nine metres of ice?").new_topic


def test_a_period_is_counted_from_today() -> None:
    assert understood("what happened yesterday?").period == Period(date(2026, 3, 3), date(2026, 3, 3))
    assert understood("who won the cup?").period is None


def test_names_and_people_are_read() -> None:
    found = understood("Did Ursula van der Osk meet Ada Brisk in Varn?")
    assert found.names == ("Ursula van der Osk", "Ada Brisk", "Varn")
    assert found.people == ("Ursula van der Osk", "Ada Brisk")


@pytest.mark.parametrize("text", ["", "  \n", "😂😂", "?!", "👍🏽", "\u200b", "..."])
def test_what_has_no_words_is_talk(text: str) -> None:
    assert understood(text).kind is Kind.TALK


@pytest.mark.parametrize("text", ["кто победил на выборах?", "谁赢得了选举?", "من فاز في الانتخابات"])
def test_another_script_is_a_question_that_nobody_judged(text: str) -> None:
    found = understood(text)
    assert found.for_us
    assert found.probability == 0


@pytest.mark.parametrize(
    "text",
    [
        "why " * 2_500,
        "x" * 10_000,
        "who won? " * 100,
        "\udead who? \x00",
        '"' * 999,
        "'" * 999,
        "and " * 500,
        "1" * 5_000,
        "🎉" * 3_000,
    ],
)
def test_odd_input_is_understood_somehow(text: str) -> None:
    found = understand(text, CLASSIFIER.judge(text, [0.0] * 384), HISTORY, TODAY)
    assert 0 <= found.probability <= 1


def test_probabilities_of_the_kinds_add_up_to_one() -> None:
    judgement = CLASSIFIER.judge("who won", EMBEDDINGS.embed_query("who won"))
    assert sum(judgement.kinds.values()) == pytest.approx(1)
    assert set(judgement.kinds) == set(Kind)
