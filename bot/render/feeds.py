"""How feeds look: the list of them, a check of one, and what a poll came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answer_json import attributes
from bot.render.text import count_text, day_text, neutral
from bot.render.views import whole_line
from bot.requests.intervals import duration_text, interval_text
from retrieval.feeds import FeedCheck, FeedStatus, PollResult
from retrieval.ingest.pipeline import Outcome

INDENT = "    "


@dataclass(frozen=True)
class FeedsView:
    """A feed a line in a pipe: address, source, interval, last success, new articles, next poll, error."""

    feeds: Sequence[FeedStatus]
    now: datetime

    def plain(self) -> str:
        return "\n".join("\t".join(self._columns(feed)) for feed in self.feeds)

    def rich(self) -> RenderableType:
        return Group(*(line for feed in self.feeds for line in self._lines(feed)))

    def _columns(self, feed: FeedStatus) -> tuple[str, ...]:
        return (
            neutral(feed.url),
            neutral(feed.source or feed.title),
            interval_text(feed.every),
            feed.last_success.isoformat() if feed.last_success else "never",
            str(feed.new_articles),
            feed.next_poll.isoformat(),
            neutral(feed.last_error),
        )

    def _lines(self, feed: FeedStatus) -> Iterator[Text]:
        yield whole_line(neutral(feed.url), "bold")
        success, wait = feed.last_success, feed.next_poll - self.now
        facts = [
            neutral(feed.source or feed.title),
            f"every {interval_text(feed.every)}",
            f"read {duration_text(self.now - success)} ago" if success else "not read yet",
            f"{feed.new_articles:,} new today, {feed.articles:,} in all",
            f"next in {duration_text(wait)}" if wait.total_seconds() > 0 else "due now",
        ]
        yield Text(INDENT + ", ".join(filter(None, facts)), "dim")
        if feed.silent:
            yield Text(f"{INDENT}silent: nothing new for longer than usual", "yellow")
        if feed.last_error:
            failures = count_text(feed.failures, "time")
            yield Text(f"{INDENT}failed {failures}: {neutral(feed.last_error)}", "red")


@dataclass(frozen=True)
class CheckView:
    """What stands behind a feed's address, and what is wrong with it."""

    check: FeedCheck

    def plain(self) -> str:
        return "\n".join([self._head(), *(f"{INDENT}{neutral(p)}" for p in self.check.problems)])

    def rich(self) -> RenderableType:
        return Group(
            whole_line(self._head()), *(Text(INDENT + neutral(p), "yellow") for p in self.check.problems)
        )

    def _head(self) -> str:
        check = self.check
        newest = f", the newest of {day_text(check.newest)}" if check.newest else ""
        title = f"“{neutral(check.title)}”, " if check.title else ""
        entries = f"{check.entries:,} {'entry' if check.entries == 1 else 'entries'}"
        return f"{neutral(check.url)}: {title}{check.kind}, {entries}{newest}"


def poll_text(polled: PollResult) -> str:
    """Return a line such as "https://example.org/feed: added 3, updated 1"."""
    counts = polled.outcomes
    outcomes = ", ".join(f"{outcome} {counts[outcome]}" for outcome in Outcome if counts[outcome])
    return f"{neutral(polled.feed.url)}: {neutral(polled.error) or outcomes or 'nothing new'}"


def feed_as_dict(feed: FeedStatus) -> dict[str, Any]:
    return {
        **attributes(feed, "url", "source", "title"),
        "every_seconds": int(feed.every.total_seconds()),
        "last_success": feed.last_success.isoformat() if feed.last_success else None,
        **attributes(feed, "last_error", "failures", "new_articles", "articles", "silent"),
        "next_poll": feed.next_poll.isoformat(),
    }
