"""The stories of a digest as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Messages
from bot.render.text import neutral
from bot.web.page.pieces import Source, sources
from retrieval.engine import Digest
from retrieval.values import Citation


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A sentence, its article, and how many tell the story."""

    sentence: str
    source: Source
    outlets: int
    articles: int


def told_page(digest: Digest, messages: Messages) -> tuple[ToldStory, ...]:
    """Return what the page shows of each story."""
    return tuple(
        ToldStory(
            neutral(told.evidence.text),
            sources([Citation(n, told.evidence, verified=True)], messages)[0],
            len(told.outlets),
            len(told.articles),
        )
        for n, told in enumerate(digest.stories, start=1)
    )
