"""Feeds as embeds: the list of them, and a look at one."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.chat.messages import Messages
from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.text import DESCRIPTION, fitted
from bot.discord.embeds.times import ago, day, moment
from bot.requests.intervals import interval_in_words
from retrieval.feeds import FeedCheck, FeedStatus

LONGEST = 250
NOTE = 50
"""Characters kept free to say how many are left out."""


def feeds_embed(feeds: Sequence[FeedStatus], messages: Messages) -> Embed:
    """How each feed fares; those for which there is no room are counted."""
    rows = [_row(feed, messages) for feed in feeds]
    shown = rows
    while len("\n\n".join(shown)) > DESCRIPTION - NOTE:
        shown = shown[:-1]
    left = len(rows) - len(shown)
    more = [messages.feeds_more.format(count=left)] if left else []
    text = "\n\n".join([*shown, *more]) or messages.feeds_none
    return Embed(title=messages.feeds_title, description=text, colour=REFUSED)


def _row(feed: FeedStatus, messages: Messages) -> str:
    name = fitted(feed.source or feed.title or feed.url, 100)
    read = messages.feed_read.format(when=ago(feed.last_success)) if feed.last_success else ""
    facts = [
        messages.feed_every.format(every=interval_in_words(feed.every)),
        read or messages.feed_unread,
        messages.feed_new.format(count=messages.number(feed.new_articles)),
        messages.feed_next.format(when=ago(feed.next_poll)),
    ]
    error = f"\n⚠ {fitted(feed.last_error, LONGEST)}" if feed.last_error else ""
    return f"**{name}**\n{fitted(feed.url, LONGEST)}\n-# {' · '.join(facts)}{error}"


def check_embed(check: FeedCheck, messages: Messages) -> Embed:
    """What stands behind a feed's address, and what is wrong with it."""
    lines = [
        fitted(check.url, LONGEST),
        _holds(check, messages),
        *(f"⚠ {fitted(problem, LONGEST)}" for problem in check.problems[:8]),
    ]
    return Embed(title=fitted(check.title or check.url, 200), description="\n".join(lines), colour=REFUSED)


def _holds(check: FeedCheck, messages: Messages) -> str:
    """As in "RSS 2.0, 12 entries, the newest of 2 March 2026"."""
    kind, entries = fitted(check.kind, 40), messages.counted(check.entries, "item")
    newest = moment(check.newest)
    if newest is None:
        return messages.feed_holds.format(kind=kind, entries=entries)
    return messages.feed_holds_newest.format(kind=kind, entries=entries, when=day(newest))
