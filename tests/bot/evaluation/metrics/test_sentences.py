"""Which cited sentences are the gold sentence, whatever splitter cut them."""

import math

import pytest

from bot.evaluation.metrics.sentences import gold_sentence_at, same_sentence

GOLD = 'The mayor said: "We won\'t close the old bridge before May."'


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        (GOLD, True),
        ("The mayor said — “We won’t  close\nthe old bridge before May”", True),  # quotes, dash, white space
        ("close the old bridge before May.", True),  # a part, cut elsewhere
        ("(City) -- " + GOLD + " Nobody objected.", True),  # a longer one that holds it
        ("close the old bridge", True),  # four tokens, the shortest part that counts
        ("the old bridge", False),
        ("The mayor said: We wouldn't close the old bridge before May.", True),  # F1 22 / 24
        ("The mayor said: We will close the new bridge before June.", False),  # F1 16 / 23
        ("Nobody objected.", False),
        ("…", False),
        ("", False),
    ],
)
def test_same_sentence(sentence: str, same: bool) -> None:
    assert same_sentence(sentence, GOLD) is same
    assert same_sentence(GOLD, sentence) is same


def test_f1_must_be_over_the_bound() -> None:
    assert not same_sentence("a b c d x", "a b c d y")  # F1 0.8
    assert same_sentence("a b c d e x", "a b c d e y")  # F1 5 / 6


def test_a_short_sentence_matches_its_like() -> None:
    assert same_sentence("He said.", "“He said”")
    assert not same_sentence("He said.", "He said that the bridge stays open.")


def test_sentences_without_a_word_do_not_match() -> None:
    assert not same_sentence("", "")
    assert not same_sentence("…", "—")


@pytest.mark.parametrize(("k", "score"), [(1, 0.0), (2, 0.0), (3, 1.0)])
def test_gold_sentence_at(k: int, score: float) -> None:
    cited = [("a", "Nobody objected."), ("b", GOLD), ("a", GOLD)]  # the second is of another article
    assert gold_sentence_at(k, cited, [("a", "It rained."), ("a", GOLD)]) == score


def test_nothing_cited_misses_and_no_gold_is_no_data() -> None:
    assert gold_sentence_at(3, [], [("a", GOLD)]) == 0.0
    assert math.isnan(gold_sentence_at(3, [("a", GOLD)], []))
