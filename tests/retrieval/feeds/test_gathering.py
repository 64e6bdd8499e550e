from datetime import timedelta

import pytest

from retrieval.feeds import Feed
from retrieval.feeds.entries import Entry
from retrieval.feeds.gathering import gather
from retrieval.fetching import GuardedClient
from retrieval.types import Draft
from tests.feeds import WORDS

LONG = WORDS.format(name="north") * 3


@pytest.mark.parametrize(
    ("feed", "own"),
    [
        ("https://herald.invalid/feed", True),
        ("https://www.herald.invalid/feed", True),
        ("https://invalid/feed", True),
        ("https://readers.herald.invalid/feed", False),
        ("https://notherald.invalid/feed", False),
    ],
)
async def test_a_feed_speaks_for_its_host_and_those_below(
    client: GuardedClient, feed: str, own: bool
) -> None:
    found = await gather(
        Entry(link="https://herald.invalid/a", text=LONG), Feed(feed, timedelta()), client
    )
    assert isinstance(found.reading, Draft)
    assert (found.whole, found.reading.stand_in, found.reading.id == "") == (own, not own, own)
