"""Lets commands in that ask the engine something, and keeps them until they are answered."""

from __future__ import annotations

from collections.abc import Mapping

from discord import Interaction

from bot.chat.patience import patiently
from bot.chat.store.commands import KeptCommand
from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.error_responses import respond
from bot.discord.error_text import denial_text
from bot.discord.permissions import visitor_of
from bot.discord.replies import CommandReply
from bot.errors import NotAllowedError


async def take_command(
    interaction: Interaction[NewsBot],
    name: str,
    options: Mapping[str, str | None],
    private: bool | None = None,
    *,
    browsing: bool = False,
) -> None:
    """Defer the command and run it, `private` as the guild likes it where it is None.

    Tell whoever may not use it, and when it may be used.
    """
    bot = interaction.client
    settings = bot.services.spaces.get(interaction.guild_id or 0)
    try:
        visitor = visitor_of(bot, interaction.guild, interaction.channel, interaction.user)
        bot.services.check_allowed(visitor, browsing=browsing)
    except NotAllowedError as error:
        await respond(
            interaction,
            content=denial_text(error, settings, bot.reader(interaction), interaction.guild),
        )
        return
    hidden = settings.private if private is None else private
    response = await defer(interaction, ephemeral=hidden)
    command = KeptCommand(
        response=response or interaction.id,
        user=interaction.user.id,
        guild=bot.space_of(interaction),
        channel=interaction.channel_id or 0,
        name=name,
        options=options,
        private=hidden,
        token=interaction.token,
        language=interaction.locale.value,
        taken=interaction.created_at,
    )
    bot.running.add(command.response)
    await patiently(bot.services.commands.put, command)
    if not command.guild:
        await patiently(bot.services.spaces.note_language, command.user, command.language)
    edit = interaction.edit_original_response
    await run_command(bot, command, CommandReply(command, interaction.channel, bot.services.clock, edit))


def language_of(command: KeptCommand) -> str:
    """Return the language of the answer: the user's in direct messages, else "" for the guild's."""
    return "" if command.guild else command.language


async def run_command(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> None:
    """Answer a command, and forget it: all but where the bot leaves before, for the next start."""
    bot.running.add(command.response)
    try:
        shown = await bot.runners[command.name](bot, command, reply)
        if shown is not None:
            await patiently(bot.services.commands.drop, command.response)
    except Exception:
        await patiently(bot.services.commands.drop, command.response)
        raise
    finally:
        bot.running.discard(command.response)
