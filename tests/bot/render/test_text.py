from datetime import date

import pytest

from bot.render.text import (
    age,
    confidence_text,
    count_text,
    credit,
    day_text,
    neutral,
    neutral_lines,
    quoted_title,
)
from retrieval.values import Article

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-23T23:59:00Z", "today"),
        ("2026-11-22", "yesterday"),
        ("2026-11-20", "3 days ago"),
        ("2026-11-10", "13 days ago"),
        ("2026-11-09", "2 weeks ago"),
        ("2026-06-01", "6 months ago"),
        ("2025-11-30", "12 months ago"),
        ("2021-11-23", "5 years ago"),
        ("2026-11-24", "tomorrow"),
        ("2026-11-30", "in 7 days"),
        ("", ""),
        ("no date", ""),
    ],
)
def test_age(published: str, expected: str) -> None:
    assert age(published, TODAY) == expected


def test_a_credit_leaves_out_what_is_unknown() -> None:
    assert credit(Article("a", "T", "x", source="Post", published="2026-11-20"), TODAY) == (
        "Post, 20 November 2026 (3 days ago)"
    )
    assert credit(Article("a", "T", "x", source="Post"), TODAY) == "Post"
    assert credit(Article("a", "T", "x"), TODAY) == ""


def test_a_title_may_be_missing() -> None:
    assert (quoted_title(Article("a", "T", "x")), quoted_title(Article("a", "", "x"))) == ("“T”", "a")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "high (100 %)"),
        (0.9, "high (90 %)"),
        (0.7, "good (70 %)"),
        (0.4, "fair (40 %)"),
        (0.0, "low (0 %)"),
    ],
)
def test_confidence(confidence: float, words: str) -> None:
    assert confidence_text(confidence) == words


def test_hostile_characters_are_replaced_one_for_one() -> None:
    hostile = "a\x1b]8;;x\x07b\x9b1m\u202eevil\tc\u2028d\x7f\u00a0e\n[bold]é谁👩\u200d🚀"
    shown = neutral(hostile)
    assert len(shown) == len(hostile)
    assert (
        shown == neutral_lines(hostile).replace("\n", " ") == "a�]8;;x�b�1m�evil c d� e [bold]é谁👩\u200d🚀"
    )


def test_a_date_that_is_none_is_shown_without_harm() -> None:
    assert day_text("2026-03-02T08:00:00Z") == "2 March 2026"
    assert day_text("\x1b[2J") == "�[2J"


def test_counts() -> None:
    assert [count_text(n, "article") for n in (0, 1, 1200)] == [
        "0 articles",
        "1 article",
        "1,200 articles",
    ]
