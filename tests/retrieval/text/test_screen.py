"""A screen is found wherever its patterns are, and hardly anywhere else."""

import re

import pytest

from retrieval.text.languages import ENGLISH
from retrieval.text.screen import screen

LETTER = re.compile(r"(?i)\b(?:sign(?:ing)? up|newsletters?)\b|©|^\W*from (?:our )?(?:desk|staff)s?\b")


@pytest.mark.parametrize(
    "text", ["Signing up", "sign up", "NEWSLETTER", "© 2026", "From staff", "from our desks"]
)
def test_no_match_is_missed(text: str) -> None:
    assert LETTER.search(text)
    assert screen(LETTER).search(text.lower())


@pytest.mark.parametrize("text", ["the mill burned for three days", "on monday", ""])
def test_other_texts_need_no_search(text: str) -> None:
    assert not screen(LETTER).search(text)


def test_what_may_stay_empty_is_not_needed() -> None:
    assert screen(re.compile("(?:very )*(?:old )?mill")).search("a mill")
    assert screen(re.compile(r"\d+")).search("any text")


def test_several_patterns_share_a_screen() -> None:
    both = screen(re.compile("mill"), re.compile("mile|dam"))
    assert [bool(both.search(text)) for text in ("a mile", "a mill", "dams", "milk")] == [1, 1, 1, 0]


@pytest.mark.parametrize("name", ["promotion", "credit", "notice"])
def test_a_languages_patterns_need_words(name: str) -> None:
    assert not screen(getattr(ENGLISH.citable, name)).search("the council met on monday and chose a mayor.")
