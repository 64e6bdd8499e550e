"""Who asks and where, for the permissions of the chat core; and who may change the articles."""

from __future__ import annotations

import discord
from discord import Interaction

from bot.chat.permissions import Visitor
from bot.discord.client import NewsBot


def visitor_of(bot: NewsBot, guild: discord.Guild | None, channel: object, user: discord.abc.User) -> Visitor:
    """Return who asks and where. A user has roles only as a member of a guild."""
    return Visitor(
        user=user.id,
        space=guild.id if guild else 0,
        channel=int(getattr(channel, "id", 0)),
        channels=channel_ids(channel),
        roles=frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset(),
        trusted=user.id in bot.owners or bool(guild and user.id == guild.owner_id),
    )


def may_change_articles(interaction: Interaction[NewsBot]) -> bool:
    """Allow the bot's owner; an administrator too, unless other servers use the same articles."""
    if interaction.user.id in interaction.client.owners:
        return True
    alone = len(interaction.client.guilds) == 1 and not interaction.client.settings.discord_shards
    return interaction.permissions.manage_guild and alone


def channel_ids(channel: object) -> frozenset[int]:
    """Return the ids of a channel and of what contains it."""
    ids = {getattr(channel, "id", 0), getattr(channel, "category_id", None) or 0}
    if isinstance(channel, discord.Thread):
        parent = channel.parent
        ids |= {channel.parent_id, (parent.category_id if parent else None) or 0}
    return frozenset(ids)
