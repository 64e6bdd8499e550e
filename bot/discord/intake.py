"""Admits and defers a command that asks the engine something."""

from __future__ import annotations

from dataclasses import dataclass

from discord import Interaction

from bot.discord.client import NewsBot
from bot.discord.error_text import denial_text
from bot.discord.permissions import visitor_of
from bot.discord.replies import InteractionReply
from bot.errors import NotAllowedError


@dataclass(frozen=True, slots=True)
class AdmittedCommand:
    """A command that was allowed and deferred; `key` is its response, whose deletion ends the wait."""

    reply: InteractionReply
    key: int
    private: bool


async def admit(interaction: Interaction[NewsBot], private: bool | None = None) -> AdmittedCommand | None:
    """Defer the command, `private` as the guild likes it where it is None.

    Return None where it is not allowed, which is then said.
    """
    bot = interaction.client
    settings = bot.services.spaces.get(interaction.guild_id or 0)
    try:
        visitor = visitor_of(bot, interaction.guild, interaction.channel, interaction.user)
        bot.services.check_allowed(visitor)
    except NotAllowedError as error:
        text = denial_text(error, settings, bot.renderer(interaction.guild_id))
        await interaction.response.send_message(text, ephemeral=True)
        return None
    hidden = settings.private if private is None else private
    deferred = await interaction.response.defer(ephemeral=hidden, thinking=True)
    key = deferred.message_id if deferred and deferred.message_id else interaction.id
    return AdmittedCommand(InteractionReply(interaction, bot.services.clock, hidden), key, hidden)
