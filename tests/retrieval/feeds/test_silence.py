from datetime import UTC, datetime, timedelta

import pytest

from retrieval.engine import Engine
from retrieval.feeds import FeedStore
from retrieval.feeds.entries import Entry
from retrieval.feeds.entry_store import EntryOutcome
from retrieval.feeds.silence import is_silent
from tests.retrieval.feeds.conftest import Clock

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOURLY = [NOON + n * HOUR for n in range(10)]
DAYTIME = [NOON + timedelta(days=n, hours=h) for n in range(3) for h in range(8)]
"""Every hour for eight hours, and then 17 hours of night."""


@pytest.mark.parametrize(
    ("arrivals", "waited", "silent"),
    [
        (HOURLY, 3, False),  # three times the usual hour
        (HOURLY, 3.1, True),
        (HOURLY[:7], 100, False),  # too few to know
        (DAYTIME, 25, False),
        (DAYTIME, 26, True),  # 1.5 times the night
        ([NOON - timedelta(days=9), *HOURLY], 3.1, True),  # one outage makes nothing usual
    ],
)
def test_a_feed_is_silent_after_longer_than_usual(
    arrivals: list[datetime], waited: float, silent: bool
) -> None:
    assert is_silent(arrivals, arrivals[-1] + waited * HOUR) is silent


def bring(feeds: FeedStore, clock: Clock, url: str, number: int) -> None:
    feed = feeds.add(url, HOUR, url[8:12])
    entry = Entry(link=f"{url}/{number}")
    feeds.entries.record(feed, [EntryOutcome(entry, "added", True)])


def test_a_silence_is_told_once_and_again_after_the_next(
    feeds: FeedStore, clock: Clock, engine: Engine
) -> None:
    for number in range(10):
        bring(feeds, clock, "https://east.example", number)
        bring(feeds, clock, "https://west.example", number)
        clock.pass_(hours=1)
    for number in range(10, 15):
        bring(feeds, clock, "https://east.example", number)
        clock.pass_(hours=1)
    (silence,) = feeds.newly_silent(clock())
    assert (silence.feed, silence.name) == ("https://west.example", "west")
    assert feeds.newly_silent(clock()) == ()
    assert {feed.url: feed.silent for feed in feeds.all()} == {
        "https://east.example": False, "https://west.example": True
    }  # fmt: skip
    clock.pass_(hours=9)
    (silence,) = feeds.newly_silent(clock())
    assert silence.feed == ""  # all of them
    bring(feeds, clock, "https://west.example", 10)
    assert [s.feed for s in feeds.newly_silent(clock())] == ["https://east.example"]
