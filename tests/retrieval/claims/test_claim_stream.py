import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.claims.claim_stream import Claim, ClaimStream

PIECES = """
    Brisk said so. [1] [1, 2]. Dr. Osk U.S. The 3.5 “Yes.” - (2) 【3】 no! **bold** <b> [x](http://y)
    p.m. He … @everyone [ (7) (2-1) \\[1\\] [[2]] June¹. won
""".split()
WORDS = st.lists(st.sampled_from([*PIECES, "\n", "\n\n", "\u200b"]), max_size=30).map(" ".join)


def claims(text: str, shown: int = 5, cuts: tuple[int, ...] = ()) -> list[Claim]:
    drafting = ClaimStream(shown)
    found: list[Claim] = []
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        found += drafting.feed(text[start:end])
    return found + drafting.finish()


def test_each_sentence_is_a_claim_with_what_it_cites() -> None:
    assert claims("The crane opens in June [1]. Dr. Osk led it. [2][3]\nIt cost 3.2 million (1).") == [
        Claim("The crane opens in June.", (1,)),
        Claim("Dr. Osk led it.", (2, 3)),
        Claim("It cost 3.2 million.", (1,)),
    ]


@pytest.mark.parametrize("cuts", [(), (2, 9, 14, 30), (5, 6, 7, 8)])
def test_where_markers_come_first_each_belongs_to_what_follows(cuts: tuple[int, ...]) -> None:
    text = "[1] The crane opens. [2] The dam holds. [3] Osk led it."
    assert claims(text, cuts=cuts) == [
        Claim("The crane opens.", (1,)),
        Claim("The dam holds.", (2,)),
        Claim("Osk led it.", (3,)),
    ]


def test_an_abbreviation_with_a_marker_ends_no_claim() -> None:
    assert claims("Talks with the U.S. [1] began in May [2]. They ended.") == [
        Claim("Talks with the U.S. began in May.", (1, 2)),
        Claim("They ended.", ()),
    ]


def test_a_claim_is_there_as_soon_as_the_next_one_begins() -> None:
    drafting = ClaimStream(2)
    assert drafting.feed("One stands here. [1") == []
    assert drafting.feed("] ") == []
    assert drafting.draft == "One stands here."
    assert drafting.feed("Two follows") == [Claim("One stands here.", (1,))]
    assert drafting.feed(" it.") == []
    assert drafting.finish() == [Claim("Two follows it.", ())]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("## Heading", "Heading"),
        ("- **It** opens in `June` [1].", "It opens in June."),
        ("1. It opens in June.", "It opens in June."),
        ("See [the plan](https://evil.example/x) now.", "See the plan now."),
        ("See https://evil.example/x?a=1 now.", "See now."),
        ("Look ![x](http://evil.example/p.png) here.", "Look x here."),
        ("It <script>alert(1)</script> opens.", "It alert(1) opens."),
        ("Hey @everyone, it opens.", "Hey everyone, it opens."),
        ("Hid\u200bden wo\u202erds.", "Hidden words."),
        ("A [<b>7</b>] marker.", "A marker."),
        ("A \ue0007\ue001 marker.", "A 7 marker."),
        ("Ping <@123> or <#5>.", "Ping or ."),
        ("See https:**//evil.example/x now.", "See now."),
        ("Hey @[1000]everyone, it opens.", "Hey everyone, it opens."),
        ("Ping <<b>@123> now.", "Ping now."),
    ],
)
def test_a_claim_is_plain_words(written: str, text: str) -> None:
    assert [claim.text for claim in claims(written)] == [text]


GLUED = st.lists(
    st.sampled_from(
        "https: // ** ` < > <b> @ everyone here [1000] [ ] ( ) 1 evil.x/x www. ! - # a .".split()
    ),
    max_size=14,
).map("".join)


@given(WORDS, st.lists(st.integers(0, 200), max_size=5))
def test_where_the_words_are_cut_up_changes_nothing(text: str, cuts: list[int]) -> None:
    places = tuple(sorted(min(cut, len(text)) for cut in cuts))
    assert claims(text, cuts=places) == claims(text)


@given(st.one_of(WORDS, GLUED, st.text(max_size=80)), st.integers(0, 5))
def test_no_claim_holds_a_marker_an_address_or_a_hidden_character(text: str, shown: int) -> None:
    for claim in claims(text, shown):
        assert all(1 <= n <= shown for n in claim.cites)
        assert not re.search(
            r"\[\s*\d+\s*\]|https?://|@(?:everyone|here)|<[^<>]*>|[\u200b\u202e\x00-\x1f]", claim.text
        )


def test_what_a_model_thinks_aloud_is_no_claim() -> None:
    thought = "<think>\nThe crane sank. [1] Or not?\n</think>\n\nThe crane opens in June [1]."
    for cuts in ((), (3, 9, 40), (20, 44, 60)):
        assert claims(thought, cuts=cuts) == [Claim("The crane opens in June.", (1,))]
    assert claims("<think> The crane sank.") == []
