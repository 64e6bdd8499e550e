"""`/latest`, `/story`, `/sources`: browsing without a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import Embed, Interaction, app_commands
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.store.commands import KeptCommand
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.embeds.articles import latest_embed, outlets_embed, story_embed
from bot.discord.embeds.text import CHOICE
from bot.discord.intake import language_of, take_command
from bot.discord.renderer import Renderer
from bot.discord.replies import CommandReply
from bot.discord.translator import localized
from bot.services.articles import find_article, newest_articles

Result = TypeVar("Result")

SHOWN = 8


class BrowseCog(commands.Cog):
    """Lists articles and outlets."""

    @app_commands.command(name=localized("name-latest"), description=localized("command-latest"))
    @app_commands.describe(source=localized("command-source"), topic=localized("command-topic"))
    @app_commands.autocomplete(source=autocomplete.sources)
    async def latest(
        self,
        interaction: Interaction[NewsBot],
        source: str | None = None,
        topic: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        await take_command(interaction, "latest", {"source": source, "topic": topic}, browsing=True)

    @app_commands.command(name=localized("name-story"), description=localized("command-story"))
    @app_commands.describe(article=localized("command-article"))
    @app_commands.autocomplete(article=autocomplete.articles)
    async def story(
        self, interaction: Interaction[NewsBot], article: app_commands.Range[str, 1, CHOICE]
    ) -> None:
        await take_command(interaction, "story", {"article": article}, browsing=True)

    @app_commands.command(name=localized("name-sources"), description=localized("command-sources"))
    async def sources(self, interaction: Interaction[NewsBot]) -> None:
        await take_command(interaction, "sources", {}, browsing=True)


async def run_latest(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    services = bot.services
    source, topic = command.options["source"] or "", command.options["topic"] or ""
    limits = ", ".join(filter(None, (topic, source)))
    return await browse(
        *(bot, command, reply),
        lambda: newest_articles(services.engine.index, services.browser, source, topic, SHOWN),
        lambda articles, renderer: latest_embed(articles, renderer, limits),
    )


async def run_story(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    services = bot.services
    return await browse(
        *(bot, command, reply),
        lambda: find_article(services.engine.index, services.browser, command.options["article"] or ""),
        lambda story, renderer: story_embed(story, renderer) if story else renderer.text("no-article"),
    )


async def run_sources(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    return await browse(bot, command, reply, bot.services.engine.index.articles.sources, outlets_embed)


async def browse(
    bot: NewsBot,
    command: KeptCommand,
    reply: CommandReply,
    look_up: Callable[[], Result],
    render: Callable[[Result, Renderer], Embed | str],
) -> int | None:
    """Show what `look_up` returns. Queue it like a question, since it blocks."""
    question = ChatQuestion(
        *("", command.user, command.guild, command.channel), language=language_of(command)
    )

    async def show(result: Result) -> int:
        rendered = render(result, bot.renderer(command.guild, question.language))
        if isinstance(rendered, Embed):
            return await reply.show(rendered, None)
        await reply.tell(rendered)
        return 0

    return await bot.services.delivery.deliver(question, reply, command.response, look_up, show)
