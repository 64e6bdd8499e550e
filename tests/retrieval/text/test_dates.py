"""Publication dates: what is one, what is none, and what nobody can tell; and days of stored moments."""

from datetime import date

import pytest

from retrieval.text.dates import day_number, day_of, days_apart, not_after, parse_published


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-05-12", "2025-05-12"),
        ("20250512", "2025-05-12"),
        (" 2025-05-12T14:30:00Z ", "2025-05-12T14:30:00+00:00"),
        ("2025-05-12 14:30", "2025-05-12T14:30:00"),
        ("2025-05-12T14:30:00.123456+02:00", "2025-05-12T14:30:00+02:00"),
        ("Mon, 12 May 2025 14:30:00 +0300", "2025-05-12T14:30:00+03:00"),
        ("Mon, 12 May 2025 14:30:00 GMT", "2025-05-12T14:30:00+00:00"),
        ("12 May 2025", "2025-05-12"),
        ("May 12, 2025 2:30 p.m.", "2025-05-12T14:30:00"),
        ("12 mai 2025", "2025-05-12"),
        ("12 мая 2025", "2025-05-12"),
        ("13/05/2025", "2025-05-13"),
        ("05/13/2025", "2025-05-13"),
        ("5/5/2025", "2025-05-05"),
        ("3.4.2025", "2025-04-03"),
        ("1747053000", "2025-05-12T12:30:00+00:00"),
        ("1747053000000", "2025-05-12T12:30:00+00:00"),
    ],
)
def test_a_date_becomes_iso(written: str, iso: str) -> None:
    assert parse_published(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "foo",
        "yesterday",
        "2 hours ago",
        "2025",
        "May 2025",
        "12 May",
        "31 February 2025",
        "2025-13-45",
        "0000-00-00",
        "12",
        "-1",
        "9" * 10_000,
        "May " * 1000,
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_what_is_no_full_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_published(written)


def test_a_date_that_may_be_two_is_refused() -> None:
    with pytest.raises(ValueError, match="may be two dates: write it as YYYY-MM-DD"):
        parse_published("03/04/2025")


def test_an_iso_date_comes_back_as_it_is() -> None:
    assert parse_published(parse_published("May 12, 2025 2:30 p.m. EDT")) == "2025-05-12T14:30:00-04:00"


def test_the_day_of_a_stored_moment() -> None:
    assert day_of("2025-05-12T23:30:00+02:00") == date(2025, 5, 12)
    assert day_of("") is day_of("2025-02-30") is None
    assert (day_number("2025-05-12"), day_number("")) == (20250512, None)


def test_days_between_two_moments() -> None:
    assert days_apart("2025-05-12", "2025-05-10T08:00:00Z") == days_apart("2025-05-10", "2025-05-12") == 2
    assert days_apart("2025-05-12", "") is None


def test_a_date_more_than_a_day_ahead_is_dropped() -> None:
    assert not_after("2025-05-13", "2025-05-12T10:00:00Z") == "2025-05-13"
    assert not_after("2025-05-14", "2025-05-12T10:00:00Z") == ""
