"""The check of a feed, which takes no article from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from retrieval.feeds.feed import Feed
from retrieval.feeds.fetch_feed import fetch_listing
from retrieval.http import GuardedClient


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What stands behind a feed's address now."""

    url: str
    kind: str
    """As in "RSS 2.0"."""
    title: str
    entries: int
    newest: str
    """The latest publication date in it, ISO 8601; empty where it gives none."""
    problems: tuple[str, ...]


async def check_feed(url: str, client: GuardedClient) -> FeedCheck:
    """Fetch the feed once. Raise FetchError, or NotAFeedError for another document."""
    fetched, listing = await fetch_listing(Feed(url, timedelta()), client)
    assert listing is not None, "nothing is unchanged to one who never asked before"
    moved = (f"it has moved for good: watch {fetched.moved}",) if fetched.moved else ()
    teasers = sum(entry.is_teaser for entry in listing.entries)
    short = (f"{teasers} of {len(listing.entries)} entries are teasers: their pages are fetched",)
    return FeedCheck(
        url=url,
        kind=listing.kind,
        title=listing.title,
        entries=len(listing.entries),
        newest=max((e.published or e.modified for e in listing.entries), default=""),
        problems=(*moved, *listing.problems, *(short if teasers else ())),
    )
