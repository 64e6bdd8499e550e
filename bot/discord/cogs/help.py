"""`/help` and `/about`."""

from __future__ import annotations

import asyncio
from importlib.metadata import PackageNotFoundError, version

from discord import Colour, Embed, Interaction, app_commands
from discord.ext import commands

from bot.discord.client import NewsBot
from bot.discord.embeds.answers import known_text
from bot.discord.translator import localized
from bot.messages.keys import MessageKey
from retrieval.values import Query

BLUE = Colour(0x3B6EA8)
HELP: tuple[MessageKey, ...] = (
    "help-ask",
    "help-narrow",
    "help-closer",
    "help-follow-up",
    "help-check",
    "help-browse",
    "help-data",
)
ABOUT: tuple[MessageKey, ...] = ("about-answers", "about-privacy")


class HelpCog(commands.Cog):
    """What I am and how I am used."""

    @app_commands.command(name="help", description=localized("command-help"))
    async def help(self, interaction: Interaction[NewsBot]) -> None:
        renderer = interaction.client.renderer(interaction.guild_id)
        embed = Embed(title="newsdesk", description="\n\n".join(map(renderer.text, HELP)), colour=BLUE)
        await interaction.response.send_message(embed=embed, ephemeral=True)

    @app_commands.command(name="about", description=localized("command-about"))
    async def about(self, interaction: Interaction[NewsBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        renderer = bot.renderer(interaction.guild_id)
        coverage = await asyncio.to_thread(bot.services.browser.coverage, Query(""))
        paragraphs = [*map(renderer.text, ABOUT), f"-# {known_text(coverage, renderer)}"]
        embed = Embed(title=f"newsdesk {_version()}", description="\n\n".join(paragraphs), colour=BLUE)
        await interaction.edit_original_response(embed=embed)


def _version() -> str:
    try:
        return version("newsdesk")
    except PackageNotFoundError:
        return ""
