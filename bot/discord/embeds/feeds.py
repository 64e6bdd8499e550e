"""Feeds as embeds: the list of them, and a look at one."""

from __future__ import annotations

from collections.abc import Sequence

from discord import Embed

from bot.discord.embeds.answers import REFUSED
from bot.discord.embeds.text import DESCRIPTION, fitted, fitting_rows
from bot.discord.embeds.times import ago, day, moment
from bot.discord.renderer import Renderer
from bot.requests.intervals import interval_text
from retrieval.feeds import FeedCheck, FeedStatus

LONGEST = 250
NOTE = 50
"""Characters kept free to say how many are left out."""


def feeds_embed(feeds: Sequence[FeedStatus], renderer: Renderer) -> Embed:
    """List the feeds; those for which there is no room are counted."""
    rows = [_row(feed, renderer) for feed in feeds]
    fitting = fitting_rows(rows, DESCRIPTION - NOTE)
    left = len(rows) - len(fitting)
    more = [renderer.text("feeds-more", count=left)] if left else []
    text = "\n\n".join([*fitting, *more]) or renderer.text("feeds-none")
    return Embed(title=renderer.text("feeds-title"), description=text, colour=REFUSED)


def _row(feed: FeedStatus, renderer: Renderer) -> str:
    name = fitted(feed.source or feed.title or feed.url, 100)
    read = renderer.text("feed-read", when=ago(feed.last_success)) if feed.last_success else ""
    facts = [
        renderer.text("feed-every", every=interval_text(feed.every)),
        read or renderer.text("feed-unread"),
        renderer.text("feed-new", count=feed.new_articles),
        renderer.text("feed-next", when=ago(feed.next_poll)),
    ]
    silent = f"\n⚠ {renderer.text('feed-silent')}" if feed.silent else ""
    error = f"\n⚠ {fitted(feed.last_error, LONGEST)}" if feed.last_error else ""
    return f"**{name}**\n{fitted(feed.url, LONGEST)}\n-# {' · '.join(facts)}{silent}{error}"


def check_embed(check: FeedCheck, renderer: Renderer) -> Embed:
    """Return what a feed's address holds, and the problems of the feed."""
    lines = [
        fitted(check.url, LONGEST),
        _holds(check, renderer),
        *(f"⚠ {fitted(problem, LONGEST)}" for problem in check.problems[:8]),
    ]
    return Embed(title=fitted(check.title or check.url, 200), description="\n".join(lines), colour=REFUSED)


def _holds(check: FeedCheck, renderer: Renderer) -> str:
    """Return the line as in "RSS 2.0, 12 entries, the newest of 2 March 2026"."""
    kind, entries = fitted(check.kind, 40), renderer.text("entries", count=check.entries)
    newest = moment(check.newest)
    if newest is None:
        return renderer.text("feed-holds", kind=kind, entries=entries)
    return renderer.text("feed-holds-newest", kind=kind, entries=entries, when=day(newest))
