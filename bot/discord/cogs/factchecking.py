"""The message menu's "Fact-check this"."""

from __future__ import annotations

import discord
from discord import Interaction, Message, app_commands
from discord.ext import commands

from bot.discord.client import NewsBot
from bot.discord.conversation import question_text
from bot.discord.errors import in_words
from bot.discord.fairness import Asker
from bot.discord.gate import TurnedAway, let_in
from bot.discord.rendering.claims import claim_embed
from bot.queries import tidy

LONGEST = 1000
"""Characters of a message that are taken for its claim."""


class FactChecking(commands.Cog):
    """Context menus cannot be methods of a cog, so the cog adds it."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="Fact-check this", callback=self.check)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def check(self, interaction: Interaction[NewsBot], message: Message) -> None:
        desk = self._bot.desk
        words = desk.furniture(interaction.guild_id or 0)
        try:
            let_in(desk, interaction.guild, interaction.channel, interaction.user)
        except TurnedAway as no:
            await interaction.response.send_message(str(no), ephemeral=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        claim = claim_of(message)
        if not claim:
            await interaction.edit_original_response(content=words.claim_empty)
            return
        asker = Asker(interaction.user.id, interaction.guild_id or interaction.channel_id or 0)
        try:
            findings = await desk.line.join(asker, lambda: desk.engine.check(claim)).result
        except Exception as error:  # whatever it is, who asked is told; `in_words` logs the unexpected
            await interaction.edit_original_response(content=in_words(error, words, desk.clock()))
            return
        embed = claim_embed(claim, findings, words, desk.clock())
        await interaction.edit_original_response(embed=embed)


def claim_of(message: Message) -> str:
    """What a message says: its text, else what its first embed shows."""
    text = message.content or " ".join(
        filter(None, (part for embed in message.embeds[:1] for part in (embed.title, embed.description)))
    )
    return tidy(question_text(discord.utils.remove_markdown(text), 0))[:LONGEST]
