"""The identity of an article: its id, content hash, address and source."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST_ID = 200


def article_id(given: str, url: str, source: str, title: str, text: str) -> str:
    """Return the given id, else 16 hex digits of the address, else of the words and their source.

    Raise ValueError for an unusable id.
    """
    if given:
        return checked(given)
    words = (source, title, text) if source else (title, text)
    return digest(normal_url(url))[:16] if url else digest(*words)[:16]


def checked(given: str) -> str:
    """Return a usable id. Raise ValueError for another."""
    if len(given) > LONGEST_ID:
        raise ValueError(f"the id is longer than {LONGEST_ID} characters")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in given):
        raise ValueError("the id holds a control character")
    return given


def content_hash(title: str, text: str, published: str, source: str, url: str, genre: str = "") -> str:
    """Return a hash that changes with an update of an article."""
    return digest(title, text, published, source, url, *filter(None, (genre,)))


def normal_url(url: str) -> str:
    """Return the one spelling of an address: lower-case host, no fragment, no utm_ parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address, but still a stable name
        return url
    parameters = [
        (name, value) for name, value in parse_qsl(parts.query, True) if not name.startswith("utm_")
    ]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(parameters), ""))


def host(url: str) -> str:
    """Return the host without "www.", or nothing."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def is_web(url: str) -> bool:
    """Whether a reader may be sent there: http or https, and nothing else."""
    return url.lower().startswith(("http://", "https://"))


def is_root(url: str) -> bool:
    """Return whether it is the address of a site, not of a page; True for an empty one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def digest(*parts: str) -> str:
    """Return 64 hex digits that change with any of the parts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
