"""Whether a question is let in: where it is asked, by whom, and how soon after the last."""

from __future__ import annotations

from datetime import UTC, datetime

import discord

from bot.chat.fair_queue import Asker
from bot.chat.messages import Messages
from bot.chat.permissions import GuildSettings, barred
from bot.discord.app import BotServices
from bot.discord.embeds.times import ago

SHOWN = 5
"""Channels or roles that a refusal names."""
QUIET = 30.0
"""Seconds until the same refusal is said to the same user again, where saying nothing is an answer."""


class NotAllowedError(Exception):
    """Not let in; `str` says why. `repeated`: this user was told so a moment ago."""

    def __init__(self, why: str, *, repeated: bool = False) -> None:
        super().__init__(why)
        self.repeated = repeated


def let_in(
    services: BotServices, guild: discord.Guild | None, channel: object, user: discord.abc.User
) -> None:
    """Raises NotAllowedError. All from memory, so that it may come before the first response to Discord."""
    place = guild.id if guild else 0
    settings, words = services.guilds.get(place), services.messages(place)
    asker = Asker(user.id, place or int(getattr(channel, "id", 0)))
    if guild and (why := _bar(settings, words, channel, user)):
        told = services.cooldowns.tell_once(asker, services.clock().timestamp() + QUIET)
        raise NotAllowedError(why, repeated=not told)
    if user.id in services.owners or (guild and user.id == guild.owner_id):
        return
    until = services.cooldowns.until(asker, cooldown=settings.cooldown, per_minute=settings.per_minute)
    if until:
        when = ago(datetime.fromtimestamp(until, UTC))
        told = services.cooldowns.tell_once(asker, until)
        raise NotAllowedError(words.cooling.format(when=when), repeated=not told)


def is_barred(
    services: BotServices, guild: discord.Guild | None, channel: object, user: discord.abc.User
) -> bool:
    """Whether the guild's settings keep out what was let in once; `user` has roles only as a member."""
    return bool(guild and barred(services.guilds.get(guild.id), places(channel), roles(user)))


def _bar(settings: GuildSettings, words: Messages, channel: object, user: discord.abc.User) -> str:
    """Why not here or not by this user; "" where nothing stands in the way."""
    bar = barred(settings, places(channel), roles(user))
    if bar == "role":
        return words.wrong_role.format(roles=", ".join(f"<@&{role}>" for role in settings.roles[:SHOWN]))
    if bar == "channel":
        named = ", ".join(f"<#{place}>" for place in settings.channels[:SHOWN])
        return words.wrong_channel.format(channels=named)
    return ""


def places(channel: object) -> set[int]:
    """The ids of a channel and of what it stands in."""
    found = {getattr(channel, "id", 0), getattr(channel, "category_id", None) or 0}
    if isinstance(channel, discord.Thread):
        parent = channel.parent
        found |= {channel.parent_id, (parent.category_id if parent else None) or 0}
    return found


def roles(user: object) -> set[int]:
    """The ids of a member's roles; none for a user outside a guild."""
    return {role.id for role in user.roles} if isinstance(user, discord.Member) else set()
