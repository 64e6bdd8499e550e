"""The pager under what a button opened; only who opened it sees it."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, Self, cast

from discord import ButtonStyle, Interaction
from discord.ui import Button, DynamicItem, Item, View

from bot.chat.messages import Messages
from bot.discord.embeds.pages import TOPICS, Page, PageContent, Topic, make_page
from bot.discord.error_handling import guarded, respond
from bot.discord.retry import retrying

if TYPE_CHECKING:
    from bot.discord.bot import NewsBot

TURNS = {"◀": -1, "▶": 1}


class PageView(View):
    """◀ and ▶ where there are further pages, and a link to the article where the page is about one."""

    def __init__(self, topic: Topic, answer_id: str, page: Page, messages: Messages) -> None:
        super().__init__(timeout=None)
        for arrow, step in TURNS.items():
            target = page.page + step
            if page.pages > 1:
                button = PageButton(topic, answer_id, target, arrow)
                button.item.disabled = not 0 <= target < page.pages
                self.add_item(button)
        if page.url:
            self.add_item(Button(label=messages.open, url=page.url))
        self.stop()  # or discord.py would keep every view it has ever sent


class PageButton(
    DynamicItem[Button[View]],
    template=rf"nd:page:(?P<topic>{'|'.join(TOPICS)}):(?P<answer>[\w-]{{12}}):(?P<page>-?\d{{1,3}})",
):
    """Turns to page `page`."""

    def __init__(self, topic: Topic, answer_id: str, page: int, arrow: str = "▶") -> None:
        super().__init__(
            Button(
                label=arrow,
                style=ButtonStyle.secondary,
                custom_id=f"nd:page:{topic}:{answer_id}:{page}",
            )
        )
        self.topic = topic
        self.answer_id = answer_id
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast(Topic, match["topic"]), match["answer"], int(match["page"]))

    @guarded
    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        await interaction.response.defer()
        await open_page(interaction, self.topic, self.answer_id, self.page, turned=True)


async def open_page(
    interaction: Interaction[NewsBot], topic: Topic, answer_id: str, number: int, *, turned: bool
) -> None:
    """Show a page in the deferred response; `turned`: in place of the one before."""
    services = interaction.client.services
    words = services.messages(interaction.guild_id or 0)
    kept = await asyncio.to_thread(services.answers.get, answer_id)
    if kept is None:
        await respond(interaction, content=words.lost)
        return
    if kept.private and kept.user != interaction.user.id:
        await respond(interaction, content=words.not_yours)
        return
    page = make_page(
        topic, PageContent(kept, words, services.clock(), services.engine.threshold), max(number, 0)
    )
    view = PageView(topic, answer_id, page, words)
    if turned:
        await retrying(lambda: interaction.edit_original_response(embed=page.embed, view=view))
    else:
        await respond(interaction, embed=page.embed, view=view)
