import pytest

from retrieval.composing.grave import adds_grave, lends_speech

CRASH = "Twelve people were hurt when the ferry hit a quay, the fire service said."


@pytest.mark.parametrize(
    ("claim", "adds"),
    [
        ("Twelve people were killed.", True),
        ("The ferry sank.", True),
        ("The captain was arrested.", True),
        ("Twelve people were injured.", False),
    ],
)
def test_a_grave_event_must_have_been_told(claim: str, adds: bool) -> None:
    assert adds_grave(claim, CRASH) is adds


def test_another_word_for_the_same_event_is_enough() -> None:
    assert not adds_grave("At least 28 people died.", "The capsizing left 28 dead.")


@pytest.mark.parametrize(
    ("claim", "lends"),
    [
        ("The police said that twelve people were hurt.", True),
        ("Twelve people were hurt, according to the hospital.", True),
        ("The fire service said that twelve people were hurt.", False),
        ("Officials said that twelve people were hurt.", False),
        ("Twelve people were hurt, one report says.", False),
    ],
)
def test_speech_is_lent_to_nobody(claim: str, lends: bool) -> None:
    assert lends_speech(claim, CRASH) is lends
