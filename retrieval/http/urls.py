"""Addresses: those that may be fetched, and the targets of redirects."""

from __future__ import annotations

import httpx

from retrieval.errors import RefusedError


def parse_url(url: str) -> httpx.URL:
    """Return the address without its fragment. Raise RefusedError if it may not be fetched."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(url, "is no address") from None
    if parsed.scheme not in ("http", "https"):
        raise RefusedError(url, "is neither http nor https")
    if not parsed.host or not 0 < port(parsed) < 65536:
        raise RefusedError(url, "names no host" if not parsed.host else "names no port")
    if parsed.userinfo:
        raise RefusedError(url, "carries a login, which is never sent")
    return parsed.copy_with(fragment=None)


def join_url(at: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect from `at` leads. Raise RefusedError like `parse_url`."""
    try:
        return parse_url(str(at.join(location)))
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(str(at), "redirects to what is no address") from None


def origin(url: httpx.URL) -> str:
    """Return scheme, host and port: what one robots.txt covers."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def port(url: httpx.URL) -> int:
    return (443 if url.scheme == "https" else 80) if url.port is None else url.port
