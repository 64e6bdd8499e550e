import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.markers import disarm, place, take, without_lookalikes


def read(text: str, shown: int = 5) -> tuple[str, tuple[int, ...]]:
    return take(place(text, shown))


@pytest.mark.parametrize(
    "written",
    [
        "It opens in June [1].",
        "It opens in June. [1]",
        "It opens in June [S1].",
        "It opens in June [Source 1].",
        "It opens in June [sentence 1].",
        "It opens in June [^1].",
        "It opens in June [#1].",
        "It opens in June 【1】.",
        "It opens in June.【1†source】",
        "It opens in June ［1］.",
        "It opens in June (1).",
        "It opens in June (Source 1).",
        "It opens in June.¹",
        "It opens in June [1](https://example.org/x).",
        "[1] It opens in June.",
        "It opens [1] in June [1].",
        "It opens in June [see 1].",
        "It opens in June [citation 1].",
        "It opens in June \\[1\\].",
        "It opens in June¹.",
        "It opens in June [[1]].",
        "It opens in June<sup>1</sup>.",
        "It opens in June<sup>[1]</sup>.",
    ],
)
def test_one_marker_in_every_form(written: str) -> None:
    assert read(written) == ("It opens in June.", (1,))


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("So it is [1, 3].", (1, 3)),
        ("So it is [1][2].", (1, 2)),
        ("So it is. [1] [2]", (1, 2)),
        ("So it is [1; 4].", (1, 4)),
        ("So it is [1 and 2].", (1, 2)),
        ("So it is [2-4].", (2, 3, 4)),
        ("So it is [2–4].", (2, 3, 4)),
        ("So it is [S1, S2].", (1, 2)),
        ("So it is (1, 2).", (1, 2)),
        ("So it is [1, 9].", (1,)),
        ("So it is [9].", ()),
        ("So it is [0].", ()),
        ("So it is [1-999].", (1, 2, 3, 4, 5)),
        ("So it is.", ()),
        ("So it is [1, 2, and 3].", (1, 2, 3)),
        ("So it is [1, 2, and 99].", (1, 2)),
        ("So it is [1, 1000].", (1,)),
        ("So it is 【4:0†source】.", ()),
        ("So it is [citation 99].", ()),
        ("So it is [20250].", ()),
        ("So it is.¹,²", (1, 2)),
    ],
)
def test_several_and_unknown_ones(written: str, numbers: tuple[int, ...]) -> None:
    assert read(written) == ("So it is.", numbers)


@pytest.mark.parametrize(
    "text",
    [
        "They won (2-1).",
        "They lost (1-2) there.",
        "The girl (3) won.",
        "In May (1), it rained.",
        "It [see the map] is.",
        "Brisk (61) said so.",
        "In (2024) it rained.",
        "It is 5 km² wide.",
        "He said [sic] so.",
        "x[i]",
    ],
)
def test_what_is_no_marker_stays(text: str) -> None:
    assert read(text) == (text, ())


def test_a_marker_at_a_stop_that_ends_no_sentence_stays_in_it() -> None:
    text = "Talks with the U.S. [1] began in May [2]."
    assert read(text) == ("Talks with the U.S. began in May.", (1, 2))


def test_a_marker_behind_the_stop_belongs_to_the_sentence_before_it() -> None:
    assert place("One. [1] Two. [2]", 2).index("One") < place("One. [1] Two. [2]", 2).index(".")
    assert read("“So it is.” [1]") == ("“So it is.”", (1,))


WRITTEN = st.one_of(
    st.text(alphabet="[]【】()¹ 0123456789S,.-†a\\", max_size=60),
    st.lists(
        st.sampled_from("[ ] 【 】 [[ ]] \\[ \\] 1 99 1000 4:0 †source see citation and to , - s".split())
    ).map("".join),
)


@given(WRITTEN, st.integers(0, 5))
def test_whatever_is_written_only_shown_numbers_are_taken(text: str, shown: int) -> None:
    bare, numbers = read(text, shown)
    assert all(1 <= n <= shown for n in numbers)
    assert not re.search(r"\[(?:\d|[\s,;:-]|and|to|see|citation)*\d[\s,;:-]*\]", without_lookalikes(bare))


@given(st.text(alphabet="[]【】［］ 0123456789Ss^", max_size=40))
def test_no_article_can_fake_a_marker(text: str) -> None:
    assert take(place(disarm(text), 999))[1] == ()
