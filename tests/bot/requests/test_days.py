from datetime import date

import pytest

from bot.requests.days import parse_span
from retrieval.errors import UsageError

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        (" 2026-03-01T23:00:00Z ", "2026-03-01", "2026-03-01"),
        ("3 March 2024", "2024-03-03", "2024-03-03"),
        ("today", "2026-11-23", "2026-11-23"),
        ("Yesterday", "2026-11-22", "2026-11-22"),
        ("last monday", "2026-11-16", "2026-11-16"),
        ("on tuesday", "2026-11-17", "2026-11-17"),
        ("2 weeks ago", "2026-11-09", "2026-11-09"),
        ("10 days", "2026-11-13", "2026-11-13"),
        ("a month ago", "2026-10-23", "2026-10-23"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_day_or_the_whole_of_a_named_period(text: str, first: str, last: str) -> None:
    assert tuple(day.isoformat() for day in parse_span(text, TODAY)) == (first, last)


@pytest.mark.parametrize("text", ["foo", "12", "a", "2026-02-30", "昨", "9" * 5000, "\x00", "--"])
def test_no_date_is_told_with_a_way_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="is no date; write it as YYYY-MM-DD"):
        parse_span(text, TODAY)


def test_what_may_be_two_dates_is_not_guessed() -> None:
    with pytest.raises(UsageError, match=r"“3/4/2025” may be two dates: write it as YYYY-MM-DD$"):
        parse_span("3/4/2025", TODAY)


def test_an_empty_date_is_told() -> None:
    with pytest.raises(UsageError, match="the date is empty"):
        parse_span("  ", TODAY)
