"""The tokens: whether they are there, never what they are."""

from __future__ import annotations

from collections.abc import Iterator

from bot.discord.token import find_token
from bot.services.check_result import CheckResult
from retrieval.errors import UsageError
from retrieval.settings import Settings


def check_tokens(settings: Settings) -> Iterator[CheckResult]:
    """Tell whether Discord's token can be read; `newsdesk discord --check` asks Discord."""
    if not (settings.discord_token.get_secret_value() or settings.discord_token_file):
        yield CheckResult("discord", "no token; only `newsdesk discord` needs one")
        return
    try:
        token = find_token(settings)
    except UsageError as error:
        yield CheckResult("discord", str(error), "missing")
        return
    yield CheckResult("discord", f"a token from {token.origin}; `newsdesk discord --check` tries it")
