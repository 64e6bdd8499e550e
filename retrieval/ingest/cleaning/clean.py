"""Cleaning: from a draft, as it was read, to an article, as it is stored and cited."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.ingest.cleaning.boilerplate import (
    without_boilerplate,
    without_bylines,
    without_repeats,
    without_title,
)
from retrieval.ingest.genre import genre_of
from retrieval.ingest.speakers import may_talk, speakers
from retrieval.text.characters import normalise, one_line, paragraphs
from retrieval.text.languages import Language, language
from retrieval.text.sentences import split
from retrieval.text.urls import article_id, content_hash, host, is_web
from retrieval.values import Article, RawArticle

LONGEST_TEXT = 2_000_000  # characters
LONGEST_TITLE = 300
HEADLINE_WORDS = 20


def clean(raw: RawArticle, fetched: str) -> Article:
    """The article in a draft; cleaning it again changes nothing. ValueError says why there is none."""
    known = tuple(filter(None, map(one_line, raw.authors)))
    lines, read_in = paragraphs(normalise(raw.text)), language(raw.language)
    title, body, found = _title_and_body(lines, one_line(raw.title), known, read_in)
    text = "\n\n".join(body)
    if not text:
        raise ValueError("no text left after cleaning")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text is longer than {LONGEST_TEXT:,} characters: split it")
    url = one_line(raw.url)
    source = one_line(raw.source) or host(url)
    genre = genre_of(raw.genre, url, raw.title, read_in) or _shape(text, raw, read_in)
    return Article(
        id=article_id(raw.id, url, source, title, text),
        title=title,
        text=text,
        url=url if is_web(url) else "",
        source=source,
        authors=known or found,
        published=raw.published,
        fetched=fetched,
        content_hash=content_hash(title, text, raw.published, source, url, genre),
        modified=raw.modified,
        language=raw.language,
        genre=genre,
    )


def _shape(text: str, raw: RawArticle, read_in: Language) -> str:
    """What nobody calls it, but what it is by its form."""
    spoken = may_talk(text) and any(speakers(text, split(text, read_in)))
    return "live" if raw.parts else "interview" if spoken else ""


def _title_and_body(
    lines: Sequence[str], title: str, known: Sequence[str], read_in: Language
) -> tuple[str, list[str], tuple[str, ...]]:
    kept, found = without_bylines(without_boilerplate(lines, read_in), title, known, read_in)
    title = _shortened(title or _first_line(kept))
    return title, without_repeats(without_title(kept, title)), found


def _first_line(lines: Sequence[str]) -> str:
    """A headline if the text starts with one, else its first words."""
    if not lines:
        return ""
    words = lines[0].split(None, HEADLINE_WORDS)
    return lines[0] if len(words) <= HEADLINE_WORDS else " ".join(words[:HEADLINE_WORDS]) + "…"


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
