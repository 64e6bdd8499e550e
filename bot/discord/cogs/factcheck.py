"""The message menu's "Fact-check this"."""

from __future__ import annotations

import discord
from discord import Interaction, Message, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.store.commands import KeptCommand
from bot.discord.client import NewsBot
from bot.discord.conversation import in_words
from bot.discord.embeds.claims import claim_embed
from bot.discord.intake import take_command
from bot.discord.replies import CommandReply
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
        await take_command(interaction, "check", {"claim": claim_of(message)}, private=True)


async def run_check(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    services, guild, claim = bot.services, command.guild, command.options["claim"]
    if not claim:
        await reply.tell(bot.renderer(guild, command.language).text("claim-empty"))
        return 0
    question = ChatQuestion(claim, command.user, guild, command.channel, language=command.language)

    async def show(check: ClaimCheck) -> int:
        return await reply.show(claim_embed(check, bot.renderer(guild, command.language)), None)

    return await services.delivery.deliver(
        question, reply, command.response, lambda: services.engine.check(claim), show
    )


def claim_of(message: Message) -> str:
    """Return the text of a message, else that of its first embed."""
    parts = [part for embed in message.embeds[:1] for part in (embed.title, embed.description)]
    text = message.content or " ".join(filter(None, parts))
    return tidy(in_words(discord.utils.remove_markdown(text), {}))[:LONGEST]
