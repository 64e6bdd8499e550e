"""`/settings` and `/articles remove`, for administrators."""

from __future__ import annotations

import asyncio

from discord import Interaction, Permissions, app_commands
from discord.ext import commands

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.embeds.text import CHOICE, fitted
from bot.discord.error_responses import respond
from bot.discord.permissions import may_change_articles
from bot.discord.renderer import Renderer
from bot.discord.translator import localized
from bot.discord.views.settings import SettingsView, settings_embed
from retrieval.engine import Engine
from retrieval.errors import FolderLockedError
from retrieval.ingest.retention import forget

RIGHT = Permissions(manage_guild=True)
IN_GUILDS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Said in full: `guild_only` leaves direct messages open where the tree has contexts of its own."""


class AdminCog(commands.Cog):
    """Discord hides these commands from others by default; the checks hold where a guild shows them."""

    articles = app_commands.Group(
        name=localized("name-articles"),
        description=localized("command-articles"),
        default_permissions=RIGHT,
        allowed_contexts=IN_GUILDS,
    )

    @app_commands.command(name=localized("name-settings"), description=localized("command-settings"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction[NewsBot]) -> None:
        settings = interaction.client.services.spaces.get(interaction.guild_id or 0)
        await respond(interaction, embed=settings_embed(settings), view=SettingsView(settings))

    @articles.command(name="remove", description=localized("command-articles-remove"))
    @app_commands.describe(article=localized("command-article"))
    @app_commands.autocomplete(article=autocomplete.articles)
    @app_commands.check(may_change_articles)
    async def remove(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        await defer(interaction)
        bot = interaction.client
        renderer = bot.reader(interaction)
        text = await asyncio.to_thread(remove_article, bot.services.engine, article, renderer)
        await interaction.edit_original_response(content=text)


def remove_article(engine: Engine, article_id: str, renderer: Renderer) -> str:
    """Remove an article and every trace of it; return the line that says so."""
    article = engine.index.articles.article(article_id)
    if article is None:
        return renderer.text("no-article")
    try:
        forget(engine.index, [article_id])
    except FolderLockedError:
        return renderer.text("articles-busy")
    return renderer.text("article-removed", title=fitted(article.title or article.id, 150))
