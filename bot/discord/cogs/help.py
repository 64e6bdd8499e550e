"""`/help` and `/about`."""

from __future__ import annotations

import asyncio
from importlib.metadata import PackageNotFoundError, version

from discord import Colour, Embed, Interaction, app_commands
from discord.ext import commands

from bot.discord.bot import NewsBot
from bot.discord.embeds.answers import known
from retrieval.values import Query

BLUE = Colour(0x3B6EA8)


class HelpCog(commands.Cog):
    """What I am and how I am used."""

    @app_commands.command(name="help", description="How to ask, and what else I can do")
    async def help(self, interaction: Interaction[NewsBot]) -> None:
        words = interaction.client.services.messages(interaction.guild_id or 0)
        embed = Embed(title="newsdesk", description=words.help, colour=BLUE)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    @app_commands.command(name="about", description="What I am, what I know, and what I keep")
    async def about(self, interaction: Interaction[NewsBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        services = interaction.client.services
        words = services.messages(interaction.guild_id or 0)
        coverage = await asyncio.to_thread(services.catalogue.coverage, Query(""))
        text = f"{words.about}\n\n-# {known(coverage, words, services.clock())}"
        embed = Embed(title=f"newsdesk {_version()}", description=text, colour=BLUE)
        await interaction.edit_original_response(embed=embed)


def _version() -> str:
    try:
        return version("newsdesk")
    except PackageNotFoundError:
        return ""
