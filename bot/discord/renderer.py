"""Puts values into words: holds the messages of a language and the time that ages are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Messages
from bot.messages.keys import MessageKey


@dataclass(frozen=True, slots=True)
class Renderer:
    """The words of one guild at one moment."""

    messages: Messages
    now: datetime

    def text(self, key: MessageKey, **values: str | int) -> str:
        """Return a message as `Messages.text` does."""
        return self.messages.text(key, **values)
