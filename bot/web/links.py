"""Addresses of what is cited: the article at its outlet, and the sentence in our copy of it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from bot.render.text import is_web_address
from retrieval.values import Citation


def article_path(article_id: str) -> str:
    """Return the path of an article on this server."""
    return f"/articles/{quote(article_id, safe='')}"


def sentence_path(citation: Citation) -> str:
    """Return the path of a cited sentence on this server."""
    sentence = citation.evidence.sentence
    place = urlencode({"start": sentence.start, "end": sentence.end})
    return f"{article_path(citation.evidence.article.id)}?{place}#cited"


def outside_link(citation: Citation, base: str) -> str:
    """Return the address at the outlet; for an article without one, the sentence at `base`."""
    url = citation.evidence.article.url
    return url if is_web_address(url) else base.rstrip("/") + sentence_path(citation)
