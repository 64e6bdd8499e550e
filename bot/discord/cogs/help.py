"""`/help` and `/about`."""

from __future__ import annotations

import asyncio

from discord import Colour, Embed, Interaction, app_commands
from discord.ext import commands

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.embeds.answers import coverage_text
from bot.discord.error_responses import respond
from bot.discord.translator import localized
from bot.messages.keys import MessageKey
from bot.render.version import version_of
from retrieval.values import Query

BLUE = Colour(0x3B6EA8)
HELP: tuple[MessageKey, ...] = (
    *("help-ask", "help-narrow", "help-closer", "help-follow-up"),
    *("help-check", "help-browse", "help-data"),
)
ABOUT: tuple[MessageKey, ...] = ("about-answers", "about-privacy")


class HelpCog(commands.Cog):
    """Describes the bot and its commands."""

    @app_commands.command(name=localized("name-help"), description=localized("command-help"))
    async def help(self, interaction: Interaction[NewsBot]) -> None:
        renderer = interaction.client.reader(interaction)
        embed = Embed(
            title="newsdesk",
            description=interaction.client.clickable("\n\n".join(map(renderer.text, HELP))),
            colour=BLUE,
        )
        await respond(interaction, embed=embed)

    @app_commands.command(name=localized("name-about"), description=localized("command-about"))
    async def about(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        bot = interaction.client
        renderer = bot.reader(interaction)
        coverage = await asyncio.to_thread(bot.services.browser.coverage, Query(""))
        paragraphs = [*map(renderer.text, ABOUT), f"-# {coverage_text('known', coverage, renderer)}"]
        embed = Embed(
            title=f"newsdesk {version_of('newsdesk')}",
            description=bot.clickable("\n\n".join(paragraphs)),
            colour=BLUE,
        )
        await interaction.edit_original_response(embed=embed)
