"""👍 and 👎, the latter with a reason for who likes to give one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from discord import Interaction, TextStyle
from discord.ui import Label, TextInput

from bot.chat.messages import Messages
from bot.chat.store.feedback import Vote
from bot.discord.error_handling import ReportingModal, respond
from bot.services.feedback import question_line

if TYPE_CHECKING:
    from bot.discord.app import BotServices
    from bot.discord.bot import NewsBot

LONGEST_REASON = 1000


class ReasonModal(ReportingModal):
    """Asks what was wrong; `click` is the interaction that opens it."""

    def __init__(self, answer_id: str, messages: Messages, click: int) -> None:
        custom_id = f"nd:reason:{answer_id}:{click}"
        super().__init__(title=messages.feedback_title, custom_id=custom_id, timeout=900)
        self.answer_id = answer_id
        self.reason: TextInput[ReasonModal] = TextInput(
            style=TextStyle.paragraph,
            placeholder=messages.feedback_hint,
            required=False,
            max_length=LONGEST_REASON,
        )
        self.add_item(Label(text=messages.feedback_reason, component=self.reason))

    async def on_submit(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        reason = self.reason.value[:LONGEST_REASON]
        await interaction.response.defer(ephemeral=True, thinking=True)
        await vote(interaction, self.answer_id, good=False, reason=reason)


async def vote(interaction: Interaction[NewsBot], answer_id: str, *, good: bool, reason: str = "") -> None:
    """Keep the vote and say so in the deferred response."""
    services = interaction.client.services
    words = services.messages(interaction.guild_id or 0)
    kept = await asyncio.to_thread(keep_vote, services, answer_id, interaction.user.id, good, reason)
    await respond(interaction, content=words.thanks if kept else words.lost)


def keep_vote(services: BotServices, answer_id: str, user: int, good: bool, reason: str = "") -> bool:
    """Blocks. False where the answer is not kept any more."""
    kept = services.answers.get(answer_id)
    if kept is None:
        return False
    line = question_line(kept.answer, kept.query, kept.id, kept.asked.date())
    services.feedback.vote(Vote(answer_id, user, good, line, reason, kept.user, kept.cited), services.clock())
    return True
