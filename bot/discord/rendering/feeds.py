"""Feeds as embeds: the list of them, and a look at one."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.discord.rendering.answers import REFUSED
from bot.discord.rendering.text import DESCRIPTION, fitted
from bot.discord.rendering.times import ago
from bot.intervals import interval_in_words
from bot.wording import day_in_words
from retrieval.feeds import FeedCheck, FeedStatus

LONGEST = 250


def feeds_embed(feeds: Sequence[FeedStatus]) -> Embed:
    """How each feed fares; those for which there is no room are counted."""
    rows = [_row(feed) for feed in feeds]
    shown = rows
    while len("\n\n".join(shown)) > DESCRIPTION - 50:
        shown = shown[:-1]
    left = [f"… and {len(rows) - len(shown)} more"] if len(shown) < len(rows) else []
    text = "\n\n".join([*shown, *left]) or "No feeds yet; `/feeds add` adds one."
    return Embed(title="Feeds", description=text, colour=REFUSED)


def _row(feed: FeedStatus) -> str:
    name = fitted(feed.source or feed.title or feed.url, 100)
    since = f"last read {ago(feed.last_success)}" if feed.last_success else "never read yet"
    facts = [
        f"every {interval_in_words(feed.every)}",
        since,
        f"{feed.new_articles:,} new of late",
        f"next {ago(feed.next_poll)}",
    ]
    error = f"\n⚠ {fitted(feed.last_error, LONGEST)}" if feed.last_error else ""
    return f"**{name}**\n{fitted(feed.url, LONGEST)}\n-# {' · '.join(facts)}{error}"


def check_embed(check: FeedCheck) -> Embed:
    """What stands behind a feed's address, and what is wrong with it."""
    newest = f", the newest of {day_in_words(check.newest)}" if check.newest else ""
    lines = [
        fitted(check.url, LONGEST),
        f"{fitted(check.kind, 40)}, {check.entries:,} {'entry' if check.entries == 1 else 'entries'}{newest}",
        *(f"⚠ {fitted(problem, LONGEST)}" for problem in check.problems[:8]),
    ]
    return Embed(title=fitted(check.title or check.url, 200), description="\n".join(lines), colour=REFUSED)
