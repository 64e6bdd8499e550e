"""Lists and articles to page through: what a button needs stands in its id, so that a restart loses none."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from discord import ButtonStyle, Interaction
from discord.ui import Button, DynamicItem, Item, View

from bot.discord.acknowledge import defer_update
from bot.discord.client import NewsBot
from bot.discord.embeds.articles import LISTED, latest_page, story_page
from bot.discord.embeds.pages import Page
from bot.discord.error_responses import guarded, respond
from bot.discord.renderer import Renderer
from bot.discord.retry import retrying
from bot.discord.views.pages import TURNS
from bot.services.articles import find_article, newest_articles
from retrieval.values import Article

LONGEST_ID = 100
"""Characters that Discord takes for the id of a button."""
MOST = 20 * LISTED
"""Articles of a list that can be paged through."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The newest articles of an outlet, or about a topic; or one article, by its id or title."""

    source: str = ""
    topic: str = ""
    article: str = ""

    @property
    def key(self) -> str:
        return f"story:{self.article}" if self.article else f"latest:{self.source}|{self.topic}"

    def find(self, bot: NewsBot) -> Sequence[Article]:
        """Return its articles; block meanwhile. Raise UsageError for an unknown outlet."""
        index, browser = bot.services.engine.index, bot.services.browser
        if not self.article:
            return newest_articles(index, browser, self.source, self.topic, MOST)
        found = find_article(index, browser, self.article)
        return [found] if found else []

    def page(self, articles: Sequence[Article], renderer: Renderer, number: int) -> Page | None:
        """Return a page; None where there is no such article."""
        if self.article:
            return story_page(articles[0], renderer, number) if articles else None
        return latest_page(articles, renderer, ", ".join(filter(None, (self.topic, self.source))), number)


class ListingView(View):
    """◀ and ▶ where there are further pages, and a link to the article where the page is one's."""

    def __init__(self, listing: Listing, page: Page, renderer: Renderer) -> None:
        super().__init__(timeout=None)
        for arrow, step in TURNS.items():
            button = ListingButton(listing, page.page + step, arrow)
            button.item.disabled = not 0 <= page.page + step < page.pages
            if page.pages > 1 and len(button.custom_id) <= LONGEST_ID:
                self.add_item(button)
        if page.url:
            self.add_item(Button(label=renderer.text("open"), url=page.url))
        self.stop()  # or discord.py would keep every view it has ever sent


class ListingButton(
    DynamicItem[Button[View]],
    template=r"nd:list:(?P<page>-?\d{1,3}):(?:story:(?P<article>.+)|latest:(?P<source>[^|]*)\|(?P<topic>.*))",
):
    """Turns to page `page` of a list, in place; for whoever asked for it."""

    def __init__(self, listing: Listing, page: int, arrow: str = "▶") -> None:
        custom_id = f"nd:list:{page}:{listing.key}"
        super().__init__(Button(label=arrow, style=ButtonStyle.secondary, custom_id=custom_id))
        self.listing = listing
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        named = {name: match[name] or "" for name in ("source", "topic", "article")}
        return cls(Listing(**named), int(match["page"]))

    @guarded
    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        bot, message = interaction.client, interaction.message
        asked = message.interaction_metadata if message else None
        if asked and asked.user.id != interaction.user.id:
            await respond(interaction, content=bot.reader(interaction).text("not-yours"))
            return
        await defer_update(interaction)
        articles = await asyncio.to_thread(self.listing.find, bot)
        renderer = bot.renderer(
            interaction.guild_id, "" if interaction.guild_id else interaction.locale.value
        )
        if page := self.listing.page(articles, renderer, max(self.page, 0)):
            view = ListingView(self.listing, page, renderer)
            await retrying(lambda: interaction.edit_original_response(embed=page.embed, view=view))
        else:
            await respond(interaction, content=renderer.text("no-article"))
