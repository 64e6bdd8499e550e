"""The way in for a command that asks something of the engine."""

from __future__ import annotations

from dataclasses import dataclass

from discord import Interaction

from bot.discord.bot import NewsBot
from bot.discord.permissions import NotAllowedError, let_in
from bot.discord.replies import InteractionReply


@dataclass(frozen=True, slots=True)
class IncomingQuestion:
    """A command that was let in and deferred; `key` is its response, whose deletion ends the wait."""

    target: InteractionReply
    key: int
    private: bool


async def enter(interaction: Interaction[NewsBot], private: bool | None = None) -> IncomingQuestion | None:
    """Defer the command, `private` as the guild likes it where it is None; None where it is turned away."""
    services = interaction.client.services
    try:
        let_in(services, interaction.guild, interaction.channel, interaction.user)
    except NotAllowedError as no:
        await interaction.response.send_message(str(no), ephemeral=True)
        return None
    hidden = services.guilds.get(interaction.guild_id or 0).private if private is None else private
    deferred = await interaction.response.defer(ephemeral=hidden, thinking=True)
    key = deferred.message_id if deferred and deferred.message_id else interaction.id
    return IncomingQuestion(InteractionReply(interaction, services.clock, hidden), key, hidden)
