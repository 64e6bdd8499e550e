"""Who asks: a client's place in the queue, and the language of its words."""

from __future__ import annotations

import itertools
from hashlib import blake2b
from ipaddress import IPv6Address

from starlette.requests import Request

from bot.chat.fair_queue import Asker
from bot.messages import LANGUAGES
from bot.web.token import bare_address, is_loopback

HERE = 0
"""The space of this machine, where each request is a user of its own."""
_numbers = itertools.count(1)


def asker_of(request: Request) -> Asker:
    """Return the client as the queue counts it: other machines by their address or, for IPv6, network."""
    host = request.client.host if request.client else ""
    if not host or is_loopback(host):
        return Asker(next(_numbers), HERE)
    address = bare_address(host)
    if isinstance(address, IPv6Address):
        host = address.exploded[:19]
    number = int.from_bytes(blake2b(host.encode(), digest_size=7).digest(), "big") or 1
    return Asker(number, number)


def language_of(request: Request) -> str:
    """Return which of `LANGUAGES` the client likes best, English if it names none."""
    liked = []
    for place, one in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, quality = one.strip().partition(";q=")
        try:
            liked.append((-float(quality or 1), place, tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(liked) if tag in LANGUAGES), "en")
