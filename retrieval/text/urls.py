"""What an article is known by: its id, its content hash, its address, its source."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST_ID = 200


def article_id(given: str, url: str, source: str, title: str, text: str) -> str:
    """The given id, else 16 hex digits of the address, else of the words and whose they are.

    Raises ValueError for an unusable id.
    """
    if given:
        return checked(given)
    words = (source, title, text) if source else (title, text)
    return digest(normal_url(url))[:16] if url else digest(*words)[:16]


def checked(given: str) -> str:
    if len(given) > LONGEST_ID:
        raise ValueError(f"the id is longer than {LONGEST_ID} characters")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in given):
        raise ValueError("the id holds a control character")
    return given


def content_hash(title: str, text: str, published: str, source: str, url: str) -> str:
    return digest(title, text, published, source, url)


def normal_url(url: str) -> str:
    """One spelling for one page: lower-case host, no fragment, no utm_ parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address, but still a stable name
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not name.startswith("utm_")]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(kept), ""))


def host(url: str) -> str:
    """The host without "www.", or nothing."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def is_root(url: str) -> bool:
    """Whether it is the address of a site rather than of a page; also where there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def digest(*parts: str) -> str:
    """64 hex digits that change with any of the parts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
