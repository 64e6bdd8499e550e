"""Words of the page in a reader's language."""

from __future__ import annotations

from datetime import timedelta

from babel.dates import format_date, format_timedelta

from bot.errors import NoArticlesError, QuestionTimeoutError, QueueFullError, ShuttingDownError
from bot.messages import Messages
from bot.render.text import neutral
from bot.web.desk import Waiting
from bot.web.errors import problem_of
from retrieval.errors import UsageError
from retrieval.text.dates import day_of


def day_words(published: str, messages: Messages) -> str:
    """Return `2026-03-02T08:00:00Z` as "March 2, 2026" or "2. März 2026"; what is no date as it is."""
    day = day_of(published)
    return str(format_date(day, "long", locale=messages.language)) if day else neutral(published)


def error_words(error: Exception, messages: Messages) -> str:
    """Return what went wrong in one sentence; what only the operator can mend goes to the log."""
    match error:
        case QueueFullError():
            wait = timedelta(seconds=error.seconds)
            when = format_timedelta(wait, add_direction=True, locale=messages.language)
            return messages.text("busy", when=str(when))
        case QuestionTimeoutError():
            return messages.text("too-slow")
        case ShuttingDownError():
            return messages.text("closing")
        case NoArticlesError():
            return messages.text("empty")
        case UsageError():
            line = str(error)
            return f"{line[:1].upper()}{line[1:]}."
    problem_of(error)
    return messages.text("broken")


def waiting_words(waiting: Waiting, messages: Messages, *, loading: bool) -> str:
    """Return what one waits for."""
    if waiting.place:
        return messages.text("waiting", place=waiting.place, seconds=waiting.seconds)
    return messages.text("loading") if loading else messages.text("thinking", seconds=0)
