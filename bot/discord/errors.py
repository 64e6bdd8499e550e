"""What can go wrong with a question, as words for the person who asked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from bot.chat.messages import Messages
from bot.chat.queue import QuestionTimeoutError, QueueFullError, ShuttingDownError
from bot.discord.embeds.text import fitted
from bot.discord.embeds.times import ago
from retrieval.errors import NewsdeskError, UsageError

log = logging.getLogger(__name__)


class NoArticlesError(NewsdeskError):
    """There is nothing to search."""


def in_words(error: BaseException, messages: Messages, now: datetime) -> str:
    """One line to show. What only the operator can mend goes to the log alone."""
    if isinstance(error, QueueFullError):
        return messages.busy.format(when=ago(now.astimezone(UTC) + timedelta(seconds=error.seconds)))
    if isinstance(error, QuestionTimeoutError):
        return messages.too_slow
    if isinstance(error, ShuttingDownError):
        return messages.closing
    if isinstance(error, NoArticlesError):
        return messages.empty
    if isinstance(error, UsageError):
        return fitted(_sentence(str(error)), 500)
    log.error("a question could not be answered: %s", error, exc_info=error)
    return messages.broken


def _sentence(clause: str) -> str:
    """With a capital, unless an address comes first, and a full stop."""
    start = clause if "://" in clause.partition(" ")[0] else clause[:1].upper() + clause[1:]
    return f"{start}."
