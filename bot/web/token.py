"""The token that a server asks for, and where it may do without one."""

from __future__ import annotations

import hmac
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address

from retrieval.errors import UsageError
from retrieval.settings import Settings

HOW = "set NEWSDESK_API_TOKEN, or NEWSDESK_API_TOKEN_FILE to a file that holds it"


def find_token(settings: Settings) -> str:
    """Return the token of the settings, "" for none. Raise UsageError if its file cannot be read."""
    secret, file = settings.api_token.get_secret_value().strip(), settings.api_token_file
    if not secret and file:
        try:
            secret = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            raise UsageError(f"the token cannot be read from {file}: {reason}") from None
        if not secret:
            raise UsageError(f"the token's file {file} is empty")
    return secret


def check_address(host: str, token: str) -> None:
    """Raise UsageError for an address that other machines reach, if there is no token."""
    if not token and not is_loopback(host):
        raise UsageError(f"other machines reach {host}, so a token is needed; {HOW}")


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a host."""
    address = bare_address(host)
    return address.is_loopback if address else host.lower() == "localhost"


def bare_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address that a host is, with or without brackets; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def is_right(given: str, token: str) -> bool:
    """Compare two secrets in a time that tells nothing of them."""
    return hmac.compare_digest(given.encode(), token.encode())


def ticket(token: str) -> str:
    """Return what the page's cookie holds in the token's place."""
    return hmac.new(token.encode(), b"newsdesk page", sha256).hexdigest()
