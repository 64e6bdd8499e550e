"""`/latest`, `/story`, `/sources`: browsing without a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from discord import Embed, Interaction, app_commands
from discord.ext import commands
from discord.ui import View

from bot.chat.answerer import ChatQuestion
from bot.chat.store.commands import KeptCommand
from bot.discord.client import NewsBot
from bot.discord.cogs import autocomplete
from bot.discord.embeds.articles import outlets_embed
from bot.discord.embeds.text import CHOICE
from bot.discord.intake import language_of, take_command
from bot.discord.renderer import Renderer
from bot.discord.replies import CommandReply
from bot.discord.translator import localized
from bot.discord.views.listings import Listing, ListingView
from retrieval.values import Article

Result = TypeVar("Result")

Rendered: TypeAlias = tuple[Embed, View | None] | str


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
    options = command.options
    return await _list(bot, command, reply, Listing(options["source"] or "", options["topic"] or ""))


async def run_story(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    return await _list(bot, command, reply, Listing(article=command.options["article"] or "?"))


async def run_sources(bot: NewsBot, command: KeptCommand, reply: CommandReply) -> int | None:
    return await browse(
        *(bot, command, reply, bot.services.engine.index.articles.sources),
        lambda sources, renderer: (outlets_embed(sources, renderer), None),
    )


async def _list(bot: NewsBot, command: KeptCommand, reply: CommandReply, listing: Listing) -> int | None:
    def render(articles: Sequence[Article], renderer: Renderer) -> Rendered:
        page = listing.page(articles, renderer, 0)
        if page is None:
            return renderer.text("no-article")
        return page.embed, ListingView(listing, page, renderer)

    return await browse(bot, command, reply, lambda: listing.find(bot), render)


async def browse(
    bot: NewsBot,
    command: KeptCommand,
    reply: CommandReply,
    look_up: Callable[[], Result],
    render: Callable[[Result, Renderer], Rendered],
) -> int | None:
    """Show what `look_up` returns. Queue it like a question, since it blocks."""
    question = ChatQuestion(
        *("", command.user, command.guild, command.channel), language=language_of(command)
    )

    async def show(result: Result) -> int:
        rendered = render(result, bot.renderer(command.guild, question.language))
        if isinstance(rendered, str):
            await reply.tell(rendered)
            return 0
        return await reply.show(*rendered)

    return await bot.services.delivery.deliver(question, reply, command.response, look_up, show)
