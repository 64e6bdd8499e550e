"""The buttons under an answer."""

from __future__ import annotations

from discord import ButtonStyle
from discord.ui import Button, View

from bot.chat.store.answers import KeptAnswer
from bot.discord.renderer import Renderer
from bot.discord.views.suggestions import suggestion_buttons
from bot.messages.keys import MessageKey
from bot.render.answer_text import is_talk

LABELLED: tuple[MessageKey, ...] = ("sources", "why", "thread")
"""Actions whose names are those of their labels."""
INSIDE: tuple[MessageKey, ...] = ("more", "figures")
"""Actions of the buttons on the page that says why."""
THUMBS = {"good": "👍", "bad": "👎"}
ACTIONS = (*LABELLED, *INSIDE, *THUMBS)
TEMPLATE = rf"nd:(?P<action>{'|'.join(ACTIONS)}):(?P<answer>[\w-]{{12}})"


def custom_id(action: str, answer_id: str) -> str:
    return f"nd:{action}:{answer_id}"


class AnswerView(View):
    """Only the looks: a click meets `bot.discord.views.answer_clicks.AnswerButton`.

    `threads`: whether the channel can have any.
    """

    def __init__(self, kept: KeptAnswer, renderer: Renderer, *, threads: bool = True) -> None:
        super().__init__(timeout=None)
        for action in LABELLED:
            if _offered(action, kept) and (threads or action != "thread"):
                nearest = action == "sources" and kept.answer.refused and not kept.answer.premise
                label = renderer.text("nearest-button" if nearest else action)
                self._add(Button(label=label, row=0), action, kept)
        for vote, emoji in THUMBS.items() if not is_talk(kept.answer) else ():
            self._add(Button(emoji=emoji, row=0), vote, kept)
        for suggestion in suggestion_buttons(kept):
            self.add_item(suggestion)
        self.stop()  # or discord.py would keep every view it has ever sent

    def _add(self, button: Button[View], action: str, kept: KeptAnswer) -> None:
        button.custom_id = custom_id(action, kept.id)
        button.style = ButtonStyle.secondary
        self.add_item(button)


def _offered(action: str, kept: KeptAnswer) -> bool:
    if action == "sources":
        return bool(kept.answer.citations)
    if action == "why":
        return bool(kept.answer.passages)
    return bool(kept.space) and not kept.private and not is_talk(kept.answer)
