"""What the buttons under an answer do."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Self

from discord import Interaction
from discord.ui import Button, DynamicItem, Item, View

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.embeds.pages import TOPICS
from bot.discord.error_responses import guarded
from bot.discord.threads import open_thread
from bot.discord.views.answer_buttons import TEMPLATE, custom_id
from bot.discord.views.feedback import ReasonModal, vote
from bot.discord.views.pages import open_page


class AnswerButton(DynamicItem[Button[View]], template=TEMPLATE):
    """Made anew for each click from the button's id alone."""

    def __init__(self, action: str, answer_id: str) -> None:
        super().__init__(Button(label=action, custom_id=custom_id(action, answer_id)))
        self.action = action
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["action"], match["answer"])

    @guarded
    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        if self.action == "bad":
            await self._thumb_down(interaction)
            return
        await defer(interaction)
        if self.action in TOPICS:
            await open_page(interaction, self.action, self.answer_id, 0, turned=False)
        elif self.action == "good":
            await vote(interaction, self.answer_id, good=True)
        else:
            await open_thread(interaction, self.answer_id)

    async def _thumb_down(self, interaction: Interaction[NewsBot]) -> None:
        """Open the form, which must be the first response. The vote counts even if the form is closed."""
        bot = interaction.client
        modal = ReasonModal(self.answer_id, bot.reader(interaction), interaction.id)
        await interaction.response.send_modal(modal)
        await asyncio.to_thread(bot.services.vote, self.answer_id, interaction.user.id, good=False)
