"""The stories of a digest as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.messages import Messages
from bot.render.text import neutral
from bot.services.stories import DigestStory
from bot.web.page.pieces import Source, sources


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A sentence, its article, and how many tell the story."""

    sentence: str
    source: Source
    outlets: int
    articles: int


def told_page(stories: Iterable[DigestStory], messages: Messages) -> tuple[ToldStory, ...]:
    """Return what the page shows of each story."""
    return tuple(
        ToldStory(
            neutral(told.citation.evidence.text),
            sources([told.citation], messages)[0],
            len(told.story.outlets),
            len(told.story.articles),
        )
        for told in stories
    )
