"""Small pieces of text that every view is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from retrieval.text.dates import day_of
from retrieval.text.languages import ENGLISH
from retrieval.values import Article, Citation

Level: TypeAlias = Literal["high", "good", "fair", "low"]

_UNITS = ((365.25, "years"), (30.44, "months"), (7.0, "weeks"), (1.0, "days"))
_LEVELS: tuple[tuple[float, Level], ...] = ((0.9, "high"), (0.7, "good"), (0.4, "fair"))


def neutral(text: str) -> str:
    """Return a line of equal length without characters that could steer a terminal or reorder the line."""
    return neutral_lines(text).replace("\n", " ")


def neutral_lines(text: str) -> str:
    """Return the text like `neutral`, but keep its line ends."""
    return text if text.isprintable() else "".join(_neutral(c) for c in text)


def _neutral(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character == "\t":
        return " "
    return character if character in "\u200c\u200d" else "\ufffd"


def age(published: str, today: date) -> str:
    """Return how long before `today`, in the unit a reader would use; nothing for an unknown date."""
    day = day_of(published)
    if day is None:
        return ""
    days = (today - day).days
    if abs(days) < 2:
        return {0: "today", 1: "yesterday", -1: "tomorrow"}[days]
    length, unit = next(u for u in _UNITS if abs(days) >= 2 * u[0])
    span = f"{round(abs(days) / length)} {unit}"
    return f"{span} ago" if days > 0 else f"in {span}"


def day_text(published: str) -> str:
    """Return `2026-03-02T08:00:00Z` as "2 March 2026"; anything that is no date as it is."""
    day = day_of(published)
    return f"{day.day} {ENGLISH.calendar.month(day)} {day.year}" if day else neutral(published)


def credit(article: Article, today: date) -> str:
    """Return a line such as "Herald, 2 March 2026 (8 months ago)"; any part may be unknown."""
    day = day_text(article.published)
    since = age(article.published, today)
    dated = f"{day} ({since})" if since else day
    return ", ".join(part for part in (neutral(article.source), dated) if part)


def quoted_title(article: Article) -> str:
    return f"“{neutral(article.title)}”" if article.title else article.id


def confidence_level(confidence: float) -> Level:
    """Return the word for a probability."""
    return next((level for floor, level in _LEVELS if confidence >= floor), "low")


def confidence_text(confidence: float) -> str:
    """Return words such as "high (93 %)"."""
    return f"{confidence_level(confidence)} ({confidence:.0%})".replace("%)", " %)")


def in_all(citations: Sequence[Citation]) -> list[Article]:
    """Return the copies at other outlets that hold the sentences of all these citations."""
    first, *others = citations
    return [a for a in first.also if all(a.id in {copy.id for copy in c.also} for c in others)]


def by_article(citations: Iterable[Citation]) -> list[tuple[Citation, ...]]:
    """Return the citations grouped by article, in the order of their markers."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda c: c.marker):
        groups.setdefault(citation.evidence.article.id, []).append(citation)
    return [tuple(group) for group in groups.values()]


def is_web_address(url: str) -> bool:
    """Return whether a link can only lead to a page. A `javascript:` link would run."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def count_text(count: int, noun: str) -> str:
    """Return words such as "1 article" and "1,200 articles"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
