"""`/latest`, `/story`, `/sources`: browsing without a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import Embed, Interaction, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.embeds.articles import latest_embed, outlets_embed, story_embed
from bot.discord.embeds.text import CHOICE
from bot.discord.intake import admit
from bot.discord.renderer import Renderer
from bot.discord.translator import localized
from bot.services.articles import find_article, newest_articles

Result = TypeVar("Result")

SHOWN = 8


class BrowseCog(commands.Cog):
    """Lists articles and outlets."""

    @app_commands.command(name="latest", description=localized("command-latest"))
    @app_commands.describe(source=localized("command-source"), topic=localized("command-topic"))
    @app_commands.autocomplete(source=autocomplete.sources)
    async def latest(
        self,
        interaction: Interaction[NewsBot],
        source: str | None = None,
        topic: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        services = interaction.client.services
        limits = ", ".join(filter(None, (topic, source)))
        index, browser = services.engine.index, services.browser
        await browse(
            interaction,
            lambda: newest_articles(index, browser, source or "", topic or "", SHOWN),
            lambda articles, renderer: latest_embed(articles, renderer, limits),
        )

    @app_commands.command(name="story", description=localized("command-story"))
    @app_commands.describe(article=localized("command-article"))
    @app_commands.autocomplete(article=autocomplete.articles)
    async def story(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        services = interaction.client.services
        await browse(
            interaction,
            lambda: find_article(services.engine.index, services.browser, article),
            lambda story, renderer: story_embed(story, renderer) if story else renderer.text("no-article"),
        )

    @app_commands.command(name="sources", description=localized("command-sources"))
    async def sources(self, interaction: Interaction[NewsBot]) -> None:
        await browse(interaction, interaction.client.services.engine.index.articles.sources, outlets_embed)


async def browse(
    interaction: Interaction[NewsBot],
    look_up: Callable[[], Result],
    render: Callable[[Result, Renderer], Embed | str],
) -> None:
    """Show what `look_up` returns. Queue it like a question, since it blocks."""
    admitted = await admit(interaction)
    if admitted is None:
        return
    reply, bot = admitted.reply, interaction.client
    question = ChatQuestion("", interaction.user.id, interaction.guild_id or 0, interaction.channel_id or 0)

    async def show(result: Result) -> int:
        rendered = render(result, bot.renderer(interaction.guild_id))
        if isinstance(rendered, Embed):
            return await reply.show(rendered, None)
        await reply.tell(rendered)
        return 0

    await bot.services.delivery.deliver(question, reply, admitted.key, look_up, show)
