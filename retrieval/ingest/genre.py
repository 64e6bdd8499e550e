"""What an article is, by what its source declares, its section, its address and the label in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from retrieval.text.languages import Language

_TYPES = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "BackgroundNewsArticle": "analysis",
    "ReviewNewsArticle": "review",
    "Review": "review",
    "CriticReview": "review",
    "SatiricalArticle": "satire",
    "AdvertiserContentArticle": "advertisement",
    "LiveBlogPosting": "live",
    "ReportageNewsArticle": "news",
}
"""schema.org's types; any other says nothing."""
_PARTING = re.compile(r"[;,/|>]+")
_LABELS = re.compile(r"\s[|–—-]\s|\A([^:]{3,24}):\s")


def genre_of(declared: str, url: str, title: str, read_in: Language) -> str:
    """Return an article's genre, "" where nothing tells; `declared` are its source's types and sections."""
    words = read_in.pages.genres
    named = (_TYPES.get(name) or words.get(name.casefold(), "") for name in _named(declared, url, title))
    return next(filter(None, named), "")


def _named(declared: str, url: str, title: str) -> Iterator[str]:
    """What may name the genre, the surest first."""
    for part in _PARTING.split(declared):
        yield part.strip()
    for label in filter(None, _LABELS.split(title)):
        yield label.strip()
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    for segment in path.split("/")[:-1]:  # the last is the headline
        yield segment.replace("-", " ").replace("_", " ")
