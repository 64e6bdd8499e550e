from datetime import timedelta

import pytest

from retrieval.feeds import Feed
from retrieval.feeds.entries import Entry
from retrieval.feeds.fetch_entry import gather
from retrieval.http import GuardedClient
from retrieval.values import RawArticle
from tests.feeds import WORDS, article
from tests.site import Site

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
    found = await gather(Entry(link="https://herald.invalid/a", text=LONG), Feed(feed, timedelta()), client)
    assert isinstance(found.reading, RawArticle)
    assert (found.whole, found.reading.stand_in, found.reading.id == "") == (own, not own, own)


async def test_an_outside_feed_does_not_lead_to_the_newsrooms_own_hosts(
    client: GuardedClient, site: Site
) -> None:
    site.pages["/a"] = article("North")
    for feed, asked in (("https://outside.invalid/feed", 0), (site.url("/feed"), 1)):
        found = await gather(Entry(link=site.url("/a"), text="Read more"), Feed(feed, timedelta()), client)
        assert (isinstance(found.reading, RawArticle), len(site.asked("/a"))) == (bool(asked), asked)


async def test_when_an_entry_was_updated_is_a_date_where_there_is_no_other_but_not_a_sitemaps(
    client: GuardedClient,
) -> None:
    feed, changed = Feed("https://herald.invalid/feed", timedelta()), "2026-03-02T08:00:00+01:00"
    for guid, published in (("tag:1", changed), ("", "")):
        entry = Entry(link="https://herald.invalid/a", guid=guid, text=LONG, modified=changed)
        found = await gather(entry, feed, client)
        assert isinstance(found.reading, RawArticle)
        assert (found.reading.published, found.reading.modified) == (published, changed)
