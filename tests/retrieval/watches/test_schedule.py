from datetime import UTC, datetime, time, timedelta

import pytest

from retrieval.watches.schedule import QuietHours, Schedule, day_began


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "zone", "after", "look"),
    [
        ("08:00", "Europe/Berlin", "2026-03-28T07:00", "2026-03-29T06:00"),  # summer begins in between
        ("08:00", "Europe/Berlin", "2026-10-24T06:00", "2026-10-25T07:00"),  # and ends
        ("08:00", "Europe/Berlin", "2026-03-28T06:59", "2026-03-28T07:00"),
        ("02:30", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T01:30"),  # skipped: 03:30 on the wall
        ("02:30", "Europe/Berlin", "2026-10-24T12:00", "2026-10-25T00:30"),  # twice: the first
        ("02:30", "Europe/Berlin", "2026-10-25T00:30", "2026-10-26T01:30"),  # and not the second
        ("23:30", "America/New_York", "2026-12-01T00:00", "2026-12-01T04:30"),
        ("09:00", "Asia/Kolkata", "2026-12-01T03:30", "2026-12-02T03:30"),
    ],
)
def test_a_daily_look_is_at_its_time_on_the_wall(at: str, zone: str, after: str, look: str) -> None:
    assert Schedule(at=time.fromisoformat(at), zone=zone).after(utc(after)) == utc(look)


def test_an_interval_counts_from_the_last_look_and_news_as_it_comes_from_a_minute() -> None:
    noon = utc("2026-03-02T12:00")
    assert Schedule(timedelta(hours=1)).after(noon) == utc("2026-03-02T13:00")
    assert Schedule().after(noon) == utc("2026-03-02T12:01")


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-07-01T19:59", False),  # 21:59 in Berlin
        ("2026-07-01T20:00", True),
        ("2026-07-01T04:59", True),
        ("2026-07-01T05:00", False),
        ("2026-01-01T05:59", True),  # an hour later in winter
        ("2026-01-01T06:00", False),
    ],
)
def test_quiet_hours_go_over_midnight(moment: str, quiet: bool) -> None:
    assert QuietHours(22, 7).hold(utc(moment), "Europe/Berlin") is quiet


def test_quiet_hours_within_a_day() -> None:
    held = [hour for hour in range(24) if QuietHours(12, 14).hold(utc(f"2026-01-01T{hour:02}:30"), "UTC")]
    assert held == [12, 13]


def test_a_day_of_25_hours_begins_at_its_midnight() -> None:
    assert day_began(utc("2026-10-25T22:30"), "Europe/Berlin") == utc("2026-10-24T22:00")
