"""The votes 👍 and 👎, and the form for the reason of a 👎."""

from __future__ import annotations

import asyncio

from discord import Interaction, TextStyle
from discord.ui import Label, TextInput

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.error_responses import ReportingModal, respond
from bot.discord.renderer import Renderer

LONGEST_REASON = 1000


class ReasonModal(ReportingModal):
    """Asks what was wrong; `click` is the interaction that opens it."""

    def __init__(self, answer_id: str, renderer: Renderer, click: int) -> None:
        custom_id = f"nd:reason:{answer_id}:{click}"
        super().__init__(title=renderer.text("feedback-title"), custom_id=custom_id, timeout=900)
        self.answer_id = answer_id
        self.reason: TextInput[ReasonModal] = TextInput(
            style=TextStyle.paragraph,
            placeholder=renderer.text("feedback-hint"),
            required=False,
            max_length=LONGEST_REASON,
        )
        self.add_item(Label(text=renderer.text("feedback-reason"), component=self.reason))

    async def on_submit(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        reason = self.reason.value[:LONGEST_REASON]
        await defer(interaction)
        await vote(interaction, self.answer_id, good=False, reason=reason)


async def vote(interaction: Interaction[NewsBot], answer_id: str, *, good: bool, reason: str = "") -> None:
    """Keep the vote and say so in the deferred response."""
    bot = interaction.client
    user = interaction.user.id
    kept = await asyncio.to_thread(bot.services.vote, answer_id, user, good=good, reason=reason)
    text = bot.reader(interaction).text("thanks" if kept else "lost")
    await respond(interaction, content=text)
