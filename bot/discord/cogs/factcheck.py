"""The message menu's "Fact-check this"."""

from __future__ import annotations

import discord
from discord import Interaction, Message, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.discord.client import NewsBot
from bot.discord.conversation import question_text
from bot.discord.embeds.claims import claim_embed
from bot.discord.intake import admit
from bot.discord.translator import localized
from bot.requests.queries import tidy
from retrieval.claims.factcheck import ClaimCheck

LONGEST = 1000
"""Characters of a message that are taken for its claim."""


class FactCheckCog(commands.Cog):
    """Context menus cannot be methods of a cog, so the cog adds it."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name=localized("command-fact-check"), callback=self.check)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def check(self, interaction: Interaction[NewsBot], message: Message) -> None:
        services, guild = self._bot.services, interaction.guild_id
        admitted = await admit(interaction, private=True)
        if admitted is None:
            return
        reply, claim = admitted.reply, claim_of(message)
        if not claim:
            await reply.tell(self._bot.renderer(guild).text("claim-empty"))
            return
        question = ChatQuestion(claim, interaction.user.id, guild or 0, interaction.channel_id or 0)

        async def show(check: ClaimCheck) -> int:
            return await reply.show(claim_embed(check, self._bot.renderer(guild)), None)

        await services.delivery.deliver(
            question, reply, admitted.key, lambda: services.engine.check(claim), show
        )


def claim_of(message: Message) -> str:
    """Return the text of a message, else that of its first embed."""
    parts = [part for embed in message.embeds[:1] for part in (embed.title, embed.description)]
    text = message.content or " ".join(filter(None, parts))
    return tidy(question_text(discord.utils.remove_markdown(text), 0))[:LONGEST]
