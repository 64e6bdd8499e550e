"""Feeds: their list, their entries, and the watcher that polls them."""

from retrieval.feeds.check import FeedCheck, check_feed
from retrieval.feeds.entries import NotAFeedError
from retrieval.feeds.factory import open_watcher
from retrieval.feeds.feed import Feed, FeedStatus
from retrieval.feeds.store import FeedStore
from retrieval.feeds.watcher import PollResult, Watcher

__all__ = [
    "Feed",
    "FeedCheck",
    "FeedStatus",
    "FeedStore",
    "NotAFeedError",
    "PollResult",
    "Watcher",
    "check_feed",
    "open_watcher",
]
