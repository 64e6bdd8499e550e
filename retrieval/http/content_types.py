"""Content types that are accepted."""

from __future__ import annotations

from collections.abc import Collection
from email.message import Message

FEEDS = frozenset(
    """
    application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml
    application/json application/feed+json text/plain text/html application/octet-stream
    application/x-rss+xml application/gzip application/x-gzip
    """.split()
)
"""Feeds and sitemaps come under many names; what they are shows when they are parsed."""


def media_type(header: str) -> tuple[str, str]:
    """Return the media type in lower case and the charset of a Content-Type header; either may be empty."""
    message = Message()
    message["content-type"] = header
    return (message.get_content_type() if header else ""), str(message.get_param("charset") or "").lower()


def is_wanted(kind: str, kinds: Collection[str]) -> bool:
    """Return whether the type is one of those wanted. A missing type is accepted."""
    return not kind or kind in kinds
