"""Feeds: sources of news that are asked again and again, and what has come from them."""

from retrieval.feeds.check import FeedCheck, check_feed
from retrieval.feeds.entries import NotAFeed
from retrieval.feeds.factory import open_watcher
from retrieval.feeds.store import Feed, FeedStatus, FeedStore
from retrieval.feeds.watcher import Polled, Watcher

__all__ = [
    "Feed",
    "FeedCheck",
    "FeedStatus",
    "FeedStore",
    "NotAFeed",
    "Polled",
    "Watcher",
    "check_feed",
    "open_watcher",
]
