"""What is kept with each sentence: whether it may be cited, who speaks, and which dated part it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.ingest.citable import marked
from retrieval.ingest.speakers import speakers
from retrieval.text.characters import normalise, paragraphs
from retrieval.values import Article, Part, Sentence

if TYPE_CHECKING:
    from retrieval.index import Index  # the processes that prepare articles start without it

MARKS = "2"
"""Kept in the folder's facts once all its sentences are marked; to be raised when the marks change."""
FACT, BATCH = "marks", 64


def annotated(
    article: Article, sentences: Sequence[Sentence], parts: Sequence[Part] = ()
) -> tuple[Sentence, ...]:
    """Return an article's sentences with what is kept of each."""
    spoken = zip(marked(article, sentences), speakers(article.text, sentences), strict=True)
    told = [replace(sentence, speaker=speaker) for sentence, speaker in spoken]
    return tuple(_dated(article.text, told, parts) if parts else told)


def mark_missing(index: Index, anew: bool = False) -> None:
    """Mark the sentences of a folder that was filled before sentences were marked; inside `writing`."""
    if not anew and index.facts.get(FACT) == MARKS:
        return
    for batch in index.versions.live(BATCH):
        index.versions.mark([(p.article.id, annotated(p.article, p.sentences)) for p in batch])
    index.facts.set(FACT, MARKS)


def _dated(text: str, sentences: Sequence[Sentence], parts: Sequence[Part]) -> list[Sentence]:
    """The sentences with the time and heading of the part that holds their paragraph."""
    of = {
        line: part
        for part in reversed(parts)
        for line in paragraphs(normalise(f"{part.heading}\n\n{part.text}"))
    }
    held: list[Sentence] = []
    for sentence in sentences:
        start, end = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
        part = of.get(text[start : end if end >= 0 else len(text)])
        held.append(replace(sentence, published=part.published, heading=part.heading) if part else sentence)
    return held
