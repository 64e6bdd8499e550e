"""The message menu's "Fact-check this"."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import Interaction, Message, app_commands
from discord.ext import commands

from bot.chat.answering import Asked
from bot.discord.bot import NewsBot
from bot.discord.cogs.intake import enter
from bot.discord.conversation import question_text
from bot.discord.embeds.claims import claim_embed
from bot.requests.queries import tidy
from retrieval.claims.factcheck import Finding

LONGEST = 1000
"""Characters of a message that are taken for its claim."""


class FactCheckCog(commands.Cog):
    """Context menus cannot be methods of a cog, so the cog adds it."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="Fact-check this", callback=self.check)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def check(self, interaction: Interaction[NewsBot], message: Message) -> None:
        services = self._bot.services
        words = services.messages(interaction.guild_id or 0)
        entered = await enter(interaction, private=True)
        if entered is None:
            return
        target, claim = entered.target, claim_of(message)
        if not claim:
            await target.tell(words.claim_empty)
            return
        asked = Asked(claim, interaction.user.id, interaction.guild_id or 0, interaction.channel_id or 0)

        async def show(findings: Sequence[Finding]) -> int:
            return await target.show(claim_embed(claim, findings, words, services.clock()), None)

        await services.attend(asked, target, entered.key, lambda: services.engine.check(claim), show)


def claim_of(message: Message) -> str:
    """What a message says: its text, else what its first embed shows."""
    text = message.content or " ".join(
        filter(None, (part for embed in message.embeds[:1] for part in (embed.title, embed.description)))
    )
    return tidy(question_text(discord.utils.remove_markdown(text), 0))[:LONGEST]
