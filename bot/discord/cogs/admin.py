"""`/settings` and `/articles remove`, for administrators."""

from __future__ import annotations

import asyncio

from discord import Interaction, Permissions, app_commands
from discord.ext import commands

from bot.chat.messages import Messages
from bot.discord.app import BotServices
from bot.discord.bot import NewsBot
from bot.discord.cogs import autocomplete as choices
from bot.discord.embeds.text import CHOICE, fitted
from bot.discord.views.settings import SettingsView, settings_embed
from retrieval.errors import FolderLockedError
from retrieval.ingest.retention import forget

RIGHT = Permissions(manage_guild=True)


def may_change_articles(interaction: Interaction[NewsBot]) -> bool:
    """The bot's owner; an administrator too, unless other servers use the same articles."""
    if interaction.user.id in interaction.client.services.owners:
        return True
    return interaction.permissions.manage_guild and len(interaction.client.guilds) == 1


class AdminCog(commands.Cog):
    """Discord hides these commands from others by default; the checks hold where a guild shows them."""

    articles = app_commands.Group(
        name="articles",
        description="Look after the stored articles",
        default_permissions=RIGHT,
        guild_only=True,
    )

    @app_commands.command(name="settings", description="Where I answer, whom, how often, in which language")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(self, interaction: Interaction[NewsBot]) -> None:
        settings = interaction.client.services.guilds.get(interaction.guild_id or 0)
        await interaction.response.send_message(
            embed=settings_embed(settings), view=SettingsView(settings), ephemeral=True
        )

    @articles.command(name="remove", description="Remove an article: it is never cited again")
    @app_commands.describe(article="Words of its title")
    @app_commands.autocomplete(article=choices.articles)
    @app_commands.check(may_change_articles)
    async def remove(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        services = interaction.client.services
        words = services.messages(interaction.guild_id or 0)
        text = await asyncio.to_thread(remove_article, services, article, words)
        await interaction.edit_original_response(content=text or words.no_article)


def remove_article(services: BotServices, article_id: str, words: Messages) -> str:
    """Remove it and every trace of it; says what, "" where there is no such article."""
    index = services.engine.index
    article = index.articles.article(article_id)
    if article is None:
        return ""
    try:
        forget(index, [article_id])
    except FolderLockedError:
        return words.articles_busy
    return words.article_removed.format(title=fitted(article.title or article.id, 150))
