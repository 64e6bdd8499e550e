"""The network, as far as the feeds need it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from bot.render.text import neutral
from bot.services.check_result import CheckResult
from retrieval.feeds.store import FeedStore
from retrieval.index.database import DATABASE
from retrieval.settings import Settings

SECONDS = 5.0
MOST = 5
"""Hosts that are tried."""


def check_feeds(settings: Settings) -> Iterator[CheckResult]:
    """Tell whether the hosts of the feeds can be reached; nothing is fetched."""
    path = settings.data / DATABASE
    urls: list[str] = []
    if path.is_file():
        with closing(FeedStore(path)) as store:
            urls = [status.url for status in store.all()]
    if not urls:
        yield CheckResult("network", "not tried; there are no feeds, and nothing else needs it")
        return
    places = {(parts.hostname, parts.port or _port(parts.scheme)) for parts in map(urlsplit, urls)}
    yield from (_reach(host, port) for host, port in sorted(places, key=str)[:MOST] if host)


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _reach(host: str, port: int) -> CheckResult:
    try:
        socket.create_connection((host, port), SECONDS).close()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return CheckResult("network", f"{neutral(host)} cannot be reached: {reason}", "warning")
    return CheckResult("network", f"{neutral(host)} can be reached")
