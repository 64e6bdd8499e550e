"""Errors in words for the person who asked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import discord

from bot.chat.permissions import SpaceSettings
from bot.discord.embeds.text import fitted
from bot.discord.embeds.times import clock_time
from bot.discord.renderer import Renderer
from bot.errors import (
    Denial,
    EmptySpanError,
    FeedRefusedError,
    NoArticlesError,
    NoDateError,
    NotAllowedError,
    QuestionTimeoutError,
    QueueFullError,
    ShuttingDownError,
    UnknownSourceError,
)
from bot.messages import Messages
from retrieval.errors import UsageError

log = logging.getLogger(__name__)

NAMED = 5
"""Channels or roles that a refusal names."""


def error_text(error: Exception, messages: Messages, now: datetime) -> str:
    """Return one line to show. What only the operator can mend goes to the log alone."""
    if isinstance(error, QueueFullError):
        return messages.text("busy", when=clock_time(now.astimezone(UTC) + timedelta(seconds=error.seconds)))
    if isinstance(error, QuestionTimeoutError):
        return messages.text("too-slow")
    if isinstance(error, ShuttingDownError):
        return messages.text("closing")
    if isinstance(error, NoArticlesError):
        return messages.text("empty")
    if isinstance(error, FeedRefusedError):
        return fitted(_sentence(messages.text("feed-not-added", why=error.reason)), 500)
    if isinstance(error, NoDateError):
        return messages.text("no-date", option=error.option, typed=fitted(error.typed, 60))
    if isinstance(error, EmptySpanError):
        return messages.text("empty-span", since=str(error.since), until=str(error.until))
    if isinstance(error, UnknownSourceError):
        return _unknown_source(error, messages)
    if isinstance(error, UsageError) and not str(error).startswith("setting "):  # which the operator mends
        return fitted(_sentence(str(error)), 500)
    log.error("an answer failed or could not be shown: %s", error, exc_info=error)
    return messages.text("broken")


def denial_text(
    error: NotAllowedError, settings: SpaceSettings, renderer: Renderer, guild: discord.Guild | None
) -> str:
    """Return why a question is not taken, and where, by whom or when it would be."""
    if error.denial is Denial.BLOCKED:
        return renderer.text("blocked")
    if error.denial is Denial.ROLE:
        known = {role.id for role in guild.roles} if guild else set(settings.roles)
        roles = ", ".join(f"<@&{role}>" for role in settings.roles[:NAMED] if role in known)
        if not roles:
            return renderer.text("no-role-left")
        return renderer.text("wrong-role", roles=roles)
    if error.denial is Denial.CHANNEL:
        channels = ", ".join(f"<#{channel}>" for channel in settings.channels[:NAMED])
        return renderer.text("wrong-channel", channels=channels)
    return renderer.text("cooling", when=clock_time(datetime.fromtimestamp(error.until, UTC)))


def _unknown_source(error: UnknownSourceError, messages: Messages) -> str:
    name, nearest = fitted(error.name, 80), fitted(error.nearest, 80)
    if not nearest:
        return messages.text("unknown-source", name=name)
    return messages.text("unknown-source-near", name=name, nearest=nearest)


def _sentence(clause: str) -> str:
    """Return a sentence with a full stop, and with a capital unless it begins with an address."""
    start = clause if "://" in clause.partition(" ")[0] else clause[:1].upper() + clause[1:]
    return f"{start}."
