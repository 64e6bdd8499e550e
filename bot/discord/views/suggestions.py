"""The buttons under an answer that ask what the articles can answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Self

from discord import ButtonStyle, Interaction
from discord.ui import Button, DynamicItem, Item, View

from bot.chat.store.answers import KeptAnswer
from bot.discord.client import NewsBot
from bot.discord.embeds.text import cut
from bot.discord.error_responses import guarded
from bot.discord.intake import take_command
from bot.render.text import neutral

MOST = 3
LABEL = 80
"""Characters that Discord takes for the label of a button."""


def suggestion_buttons(kept: KeptAnswer) -> Iterator[Button[View]]:
    """Yield buttons for the first suggestions; below an answer for one, since a phone shows each in a row."""
    answered = bool(kept.answer.citations) and not kept.answer.refused
    for number, question in enumerate(kept.answer.suggestions[: 1 if answered else MOST]):
        yield suggestion_button(kept.id, number, cut(neutral(question), LABEL))


def suggestion_button(answer_id: str, number: int, label: str) -> Button[View]:
    return Button(label=label, custom_id=f"nd:ask:{answer_id}:{number}", style=ButtonStyle.secondary, row=1)


class SuggestionButton(DynamicItem[Button[View]], template=r"nd:ask:(?P<answer>[\w-]{12}):(?P<number>\d)"):
    """Asks the suggestion of that number, as whoever clicks."""

    def __init__(self, answer_id: str, number: int) -> None:
        super().__init__(suggestion_button(answer_id, number, "?"))
        self.options = {"answer": answer_id, "number": str(number)}

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["answer"], int(match["number"]))

    @guarded
    async def callback(self, interaction: Interaction[NewsBot]) -> None:  # type: ignore[override]
        message = interaction.message
        hidden = bool(message and message.flags.ephemeral)
        await take_command(interaction, "suggested", self.options, private=hidden or None)
