"""What can go wrong with a question, as words for the person who asked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from bot.chat.messages import Furniture
from bot.chat.queue import Busy, Closing, TookTooLong
from bot.discord.embeds.text import fitted
from bot.discord.embeds.times import ago
from retrieval.errors import NewsdeskError, UsageError

log = logging.getLogger(__name__)


class NoArticles(NewsdeskError):
    """There is nothing to search."""


def in_words(error: BaseException, furniture: Furniture, now: datetime) -> str:
    """One line to show. What only the operator can mend goes to the log alone."""
    if isinstance(error, Busy):
        return furniture.busy.format(when=ago(now.astimezone(UTC) + timedelta(seconds=error.seconds)))
    if isinstance(error, TookTooLong):
        return furniture.too_slow
    if isinstance(error, Closing):
        return furniture.closing
    if isinstance(error, NoArticles):
        return furniture.empty
    if isinstance(error, UsageError):
        return fitted(_sentence(str(error)), 500)
    log.error("a question could not be answered: %s", error, exc_info=error)
    return furniture.broken


def _sentence(clause: str) -> str:
    """With a capital, unless an address comes first, and a full stop."""
    start = clause if "://" in clause.partition(" ")[0] else clause[:1].upper() + clause[1:]
    return f"{start}."
