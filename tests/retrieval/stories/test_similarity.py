import pytest

from retrieval.stories.similarity import BANDS, bands, is_copy, near_in_time, same_names, shared, shingles

TEXT = "The old crane on the west quay will open as a museum in June, the mayor said on Monday. " * 3


def test_shingles_mind_neither_case_nor_punctuation() -> None:
    assert shingles("The old crane, on the quay.") == shingles("the OLD crane on the quay")
    assert (
        len(shingles("one two three four")) == 2
        and len(shingles("one")) == 1
        and shingles("…") == frozenset()
    )


def test_the_share_is_of_the_shorter_text() -> None:
    assert shared(frozenset({1, 2}), frozenset({1, 2, 3, 4})) == 1.0
    assert shared(frozenset({1, 2}), frozenset({2, 3})) == 0.5
    assert shared(frozenset(), frozenset({1})) == 0.0


def test_a_text_with_a_word_changed_shares_bands_and_another_text_none() -> None:
    same, changed, other = (
        bands(TEXT),
        bands(TEXT.replace("June", "July")),
        bands("Rovers won the island cup."),
    )
    assert len(set(same)) == BANDS
    assert len(set(same) & set(changed)) >= BANDS // 4
    assert not set(same) & set(other)


def test_bands_are_those_that_folders_keep() -> None:
    # By datasketch 2.0: MinHash(num_perm=120, seed=1), three values a band.
    assert bands("The old crane on the west quay")[:3] == (82156943296, 58327248577, 42698833794)
    assert len(set(bands(""))) == BANDS


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("2026-03-02", "2026-03-06T08:00:00Z", True),
        ("2026-03-02", "2026-03-07", False),
        ("2026-03-02", "", True),
    ],
)
def test_time(one: str, other: str, near: bool) -> None:
    assert near_in_time(one, other) is near


def test_names() -> None:
    assert not same_names("A quake shook Arden on Monday.", "A quake shook Brill on Thursday.")
    assert same_names("A quake shook Arden on Monday.", "On Monday the town of Arden shook.")
    assert same_names("It shook.", "A quake shook Brill.")


@pytest.mark.parametrize(
    ("words", "meaning", "copy"), [(0.5, 0, True), (0.3, 0.95, True), (0.3, 0.9, False), (0.1, 0.99, False)]
)
def test_words_alone_or_fewer_words_and_meaning(words: float, meaning: float, copy: bool) -> None:
    assert is_copy(words, meaning) is copy
