"""The buttons that turn the pages of a private response."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Self, cast

from discord import ButtonStyle, Interaction
from discord.ui import Button, DynamicItem, Item, View

from bot.discord.acknowledge import defer_update
from bot.discord.client import NewsBot
from bot.discord.embeds.pages import TOPICS, Page, PageContent, Topic, make_page
from bot.discord.error_responses import guarded, respond
from bot.discord.renderer import Renderer
from bot.discord.retry import retrying
from bot.discord.views.answer_buttons import INSIDE, custom_id

TURNS = {"◀": -1, "▶": 1}


class PageView(View):
    """◀ and ▶ where there are further pages, and a link to the article where the page is about one."""

    def __init__(self, topic: Topic, answer_id: str, page: Page, renderer: Renderer) -> None:
        super().__init__(timeout=None)
        for arrow, step in TURNS.items():
            target = page.page + step
            if page.pages > 1:
                button = PageButton(topic, answer_id, target, arrow)
                button.item.disabled = not 0 <= target < page.pages
                self.add_item(button)
        if topic == "why":
            for action in INSIDE:
                self.add_item(Button(label=renderer.text(action), custom_id=custom_id(action, answer_id)))
        if page.url:
            self.add_item(Button(label=renderer.text("open"), url=page.url))
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
        await defer_update(interaction)
        await open_page(interaction, self.topic, self.answer_id, self.page, turned=True)


async def open_page(
    interaction: Interaction[NewsBot], topic: Topic, answer_id: str, number: int, *, turned: bool
) -> None:
    """Show a page in the deferred response; `turned`: in place of the one before."""
    services, renderer = interaction.client.services, interaction.client.reader(interaction)
    kept = await asyncio.to_thread(services.answers.get, answer_id)
    if kept is None:
        await respond(interaction, content=renderer.text("lost"))
        return
    if kept.private and kept.user != interaction.user.id:
        await respond(interaction, content=renderer.text("not-yours"))
        return
    page = make_page(topic, PageContent(kept, renderer, services.engine.threshold), max(number, 0))
    view = PageView(topic, answer_id, page, renderer)
    if turned:
        await retrying(lambda: interaction.edit_original_response(embed=page.embed, view=view))
    else:
        await respond(interaction, embed=page.embed, view=view)
