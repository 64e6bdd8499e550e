"""`/latest`, `/story`, `/sources`: looking around without a question."""

from __future__ import annotations

import asyncio

from discord import Interaction, app_commands
from discord.ext import commands

from bot.discord.client import NewsBot
from bot.discord.cogs import choices
from bot.discord.desk import Desk
from bot.discord.errors import in_words
from bot.discord.rendering.articles import latest_embed, outlets_embed, story_embed
from bot.discord.rendering.text import CHOICE
from bot.queries import known_source, tidy
from retrieval.errors import UsageError
from retrieval.types import Article, Query

SHOWN = 8
FOUND = 200
"""Passages about a topic among which the newest articles are chosen."""


class Browsing(commands.Cog):
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
        await interaction.response.defer(thinking=True)
        desk = interaction.client.desk
        words = desk.furniture(interaction.guild_id or 0)
        try:
            found = await asyncio.to_thread(newest, desk, source or "", topic or "")
        except UsageError as error:
            await interaction.edit_original_response(content=in_words(error, words, desk.clock()))
            return
        about = ", ".join(filter(None, (topic, source)))
        await interaction.edit_original_response(embed=latest_embed(found, words, desk.clock(), about))

    @app_commands.command(name="story", description="How an article begins, with a link to the rest")
    @app_commands.describe(article="Words of its title")
    @app_commands.autocomplete(article=choices.articles)
    async def story(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        await interaction.response.defer(thinking=True)
        desk = interaction.client.desk
        words = desk.furniture(interaction.guild_id or 0)
        found = await asyncio.to_thread(by_id_or_title, desk, article)
        if found is None:
            await interaction.edit_original_response(content=words.no_article)
        else:
            await interaction.edit_original_response(embed=story_embed(found, words, desk.clock()))

    @app_commands.command(name="sources", description="The outlets, and how many articles of each there are")
    async def sources(self, interaction: Interaction[NewsBot]) -> None:
        await interaction.response.defer(thinking=True)
        desk = interaction.client.desk
        words = desk.furniture(interaction.guild_id or 0)
        sources = await asyncio.to_thread(desk.engine.index.articles.sources)
        await interaction.edit_original_response(embed=outlets_embed(sources, words))


def newest(desk: Desk, source: str, topic: str) -> list[Article]:
    """The newest articles, or of those about a topic. Raises UsageError for an unknown source."""
    articles = desk.engine.index.articles
    limits = Query(tidy(topic), source=known_source(source, articles.sources()) if source else "")
    if not limits.text:
        found = (articles.article(article_id) for article_id in desk.catalogue.latest(limits, SHOWN))
        return [article for article in found if article]
    passages = desk.engine.index.passages(desk.engine.index.search_words(limits, FOUND))
    about = {article.id: article for _, article in passages.values()}
    return sorted(about.values(), key=lambda article: article.published, reverse=True)[:SHOWN]


def by_id_or_title(desk: Desk, wanted: str) -> Article | None:
    """The article with that id, else the newest with those words in its title."""
    articles = desk.engine.index.articles
    if found := articles.article(wanted):
        return found
    titled = desk.catalogue.titled(wanted, 1)
    return articles.article(titled[0].id) if titled else None
