"""A prompt file as messages for a chat model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

import prompts
from retrieval.errors import UsageError
from retrieval.text.characters import one_line
from retrieval.text.markers import disarm

DIVIDER = "\n---\n"
"""The line in a prompt file between the system message and the user message."""


@dataclass(frozen=True)
class Prompt:
    """A template with its name and fingerprint."""

    name: str
    fingerprint: str
    template: ChatPromptTemplate

    @property
    def hashes(self) -> dict[str, str]:
        return {self.name: self.fingerprint}

    def messages(self, **values: str) -> list[BaseMessage]:
        """Return the filled messages. Values are inserted as they are, never parsed."""
        return self.template.format_messages(**values)


def open_prompt(name: str, folder: Path | None) -> Prompt:
    """Return prompt `name`, from `folder` if it is there. Raise UsageError if it is unusable."""
    if folder and not folder.is_dir():
        raise UsageError(f"setting prompts: {folder} is no folder; name one, or leave the setting out")
    try:
        text = prompts.load(name, folder)
    except (OSError, ValueError) as error:
        raise UsageError(f"setting prompts: {error}") from None
    system, divider, user = text.partition(DIVIDER)
    if not divider:
        raise UsageError(f"setting prompts: prompts/{name}.md needs a line --- before what the user says")
    template = ChatPromptTemplate.from_messages([("system", system.strip()), ("human", user.strip())])
    return Prompt(name, prompts.fingerprint(name, folder), template)


def harmless(text: str) -> str:
    """Return a text on one line that can neither close its frame, open another, nor fake a marker."""
    return disarm(one_line(text)).replace("<", "‹").replace(">", "›")
