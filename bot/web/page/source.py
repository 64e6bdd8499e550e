"""A cited sentence in its paragraph, and an article with the sentence lit."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import QueryParams

from bot.render.articles import paragraph
from bot.render.text import neutral_lines
from bot.services.stories import Story, story_of
from retrieval.index import Index
from retrieval.values import Article, Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in three pieces, of which the second is lit."""

    before: str
    lit: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """An article, the paragraph of its lit sentence, all paragraphs, and its story."""

    article: Article
    context: Paragraph | None
    paragraphs: tuple[Paragraph, ...]
    story: Story


def source_page(index: Index, article: Article, sentence: Sentence | None) -> SourcePage:
    """Return what the page shows of an article; block meanwhile."""
    text = neutral_lines(article.text)
    context = None
    if sentence:
        start, end = paragraph(text, sentence)
        before = "…" if start and text[start - 1] != "\n" else ""
        after = "…" if text[end : end + 1] not in ("", "\n") else ""
        context = Paragraph(
            before + text[start : sentence.start],
            text[sentence.start : sentence.end],
            text[sentence.end : end] + after,
        )
    return SourcePage(article, context, tuple(_paragraphs(text, sentence)), story_of(index, article))


def read_sentence(parameters: QueryParams, text: str) -> Sentence | None:
    """Return the place that an address names; None where it names none in the text."""
    try:
        start, end = int(parameters["start"]), int(parameters["end"])
    except (KeyError, ValueError):
        return None
    return Sentence(start, end) if 0 <= start < end <= len(text) else None


def _paragraphs(text: str, sentence: Sentence | None) -> list[Paragraph]:
    """Return the paragraphs that are not blank, with the sentence lit in each that holds some of it."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        left, right = (sentence.start - at, sentence.end - at) if sentence else (0, 0)
        left, right = max(left, 0), min(right, len(line))
        if left < right:
            paragraphs.append(Paragraph(line[:left], line[left:right], line[right:]))
        elif line.strip():
            paragraphs.append(Paragraph(line))
        at += len(line) + 1
    return paragraphs
