"""The way in for a command that asks something of the engine."""

from __future__ import annotations

from dataclasses import dataclass

from discord import Interaction

from bot.discord.bot import NewsBot
from bot.discord.permissions import TurnedAway, let_in
from bot.discord.replies import ResponseSurface


@dataclass(frozen=True, slots=True)
class Entered:
    """A command that was let in and deferred; `key` is its response, whose deletion ends the wait."""

    surface: ResponseSurface
    key: int
    private: bool


async def enter(interaction: Interaction[NewsBot], private: bool | None = None) -> Entered | None:
    """Defer the command, `private` as the guild likes it where it is None; None where it is turned away."""
    desk = interaction.client.desk
    try:
        let_in(desk, interaction.guild, interaction.channel, interaction.user)
    except TurnedAway as no:
        await interaction.response.send_message(str(no), ephemeral=True)
        return None
    hidden = desk.guilds.get(interaction.guild_id or 0).private if private is None else private
    deferred = await interaction.response.defer(ephemeral=hidden, thinking=True)
    key = deferred.message_id if deferred and deferred.message_id else interaction.id
    return Entered(ResponseSurface(interaction, desk.clock, hidden), key, hidden)
