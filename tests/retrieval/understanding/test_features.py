"""The wording of a question as features."""

from retrieval.understanding.features import LONGEST, clipped, folded_words, hashed


def test_a_long_text_keeps_its_ends() -> None:
    text = clipped("who " + "x" * 10_000 + " won?")
    assert text.startswith("who ")
    assert text.endswith(" won?")
    assert len(text) == LONGEST + 1


def test_words_are_folded_and_numbers_are_alike() -> None:
    assert folded_words("Who’s  won 3.5 or 17?") == ["who's", "won", "0", "or", "0", "?"]


def test_the_frame_of_a_question_is_alike_whatever_its_topic() -> None:
    frame = frozenset({"who", "is"})
    one, other = (set(hashed(text, frame)[0]) for text in ("who is brisk", "who is osk"))
    apart = set(hashed("who is brisk", frozenset())[0]) & set(hashed("who is osk", frozenset())[0])
    assert len(one & other) > len(apart)


def test_no_words_give_no_characters() -> None:
    assert not hashed("", frozenset())[1].size
