"""`/latest`, `/story`, `/sources`: looking around without a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import Embed, Interaction, app_commands
from discord.ext import commands

from bot.chat.answering import Asked
from bot.discord.app import BotServices
from bot.discord.bot import NewsBot
from bot.discord.cogs import autocomplete as choices
from bot.discord.cogs.intake import enter
from bot.discord.embeds.articles import latest_embed, outlets_embed, story_embed
from bot.discord.embeds.text import CHOICE
from bot.requests.queries import known_source, tidy
from retrieval.values import Article, Query

Found = TypeVar("Found")

SHOWN = 8
FOUND = 200
"""Passages about a topic among which the newest articles are chosen."""


class BrowseCog(commands.Cog):
    """What there is."""

    @app_commands.command(name="latest", description="The newest articles, of an outlet or about a topic")
    @app_commands.describe(source="Only this outlet's articles", topic="Words that say what about")
    @app_commands.autocomplete(source=choices.sources)
    async def latest(
        self,
        interaction: Interaction[NewsBot],
        source: str | None = None,
        topic: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        services = interaction.client.services
        words = services.messages(interaction.guild_id or 0)
        about = ", ".join(filter(None, (topic, source)))
        await browse(
            interaction,
            lambda: newest(services, source or "", topic or ""),
            lambda found: latest_embed(found, words, services.clock(), about),
        )

    @app_commands.command(name="story", description="How an article begins, with a link to the rest")
    @app_commands.describe(article="Words of its title")
    @app_commands.autocomplete(article=choices.articles)
    async def story(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        services = interaction.client.services
        words = services.messages(interaction.guild_id or 0)
        await browse(
            interaction,
            lambda: by_id_or_title(services, article),
            lambda found: story_embed(found, words, services.clock()) if found else words.no_article,
        )

    @app_commands.command(name="sources", description="The outlets, and how many articles of each there are")
    async def sources(self, interaction: Interaction[NewsBot]) -> None:
        services = interaction.client.services
        words = services.messages(interaction.guild_id or 0)
        await browse(
            interaction, services.engine.index.articles.sources, lambda sources: outlets_embed(sources, words)
        )


async def browse(
    interaction: Interaction[NewsBot], look: Callable[[], Found], render: Callable[[Found], Embed | str]
) -> None:
    """Show what `look` finds, in line like a question: it blocks, and may ask a model."""
    entered = await enter(interaction)
    if entered is None:
        return
    asked = Asked("", interaction.user.id, interaction.guild_id or 0, interaction.channel_id or 0)

    async def show(found: Found) -> int:
        made = render(found)
        if isinstance(made, Embed):
            return await entered.target.show(made, None)
        await entered.target.tell(made)
        return 0

    await interaction.client.services.attend(asked, entered.target, entered.key, look, show)


def newest(services: BotServices, source: str, topic: str) -> list[Article]:
    """The newest articles, or of those about a topic. Raises UsageError for an unknown source."""
    articles = services.engine.index.articles
    limits = Query(tidy(topic), source=known_source(source, articles.sources()) if source else "")
    if not limits.text:
        found = (articles.article(article_id) for article_id in services.catalogue.latest(limits, SHOWN))
        return [article for article in found if article]
    passages = services.engine.index.passages(services.engine.index.search_words(limits, FOUND))
    about = {article.id: article for _, article in passages.values()}
    return sorted(about.values(), key=lambda article: article.published, reverse=True)[:SHOWN]


def by_id_or_title(services: BotServices, wanted: str) -> Article | None:
    """The article with that id, else the newest with those words in its title."""
    articles = services.engine.index.articles
    if found := articles.article(wanted):
        return found
    titled = services.catalogue.titled(wanted, 1)
    return articles.article(titled[0].id) if titled else None
