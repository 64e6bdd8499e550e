"""The bot's token: finds it, and keeps it out of logs and messages."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from retrieval.errors import UsageError
from retrieval.settings import Settings

SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}", re.ASCII)
"""Three parts of base64 for URLs; Discord promises no more."""
HOW = (
    "set NEWSDESK_DISCORD_TOKEN, or NEWSDESK_DISCORD_TOKEN_FILE to a file that holds it"
    " (Discord's developer portal, your application, Bot, Reset Token)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """`origin` may be shown, `secret` never."""

    secret: str = field(repr=False)
    origin: str


def find_token(settings: Settings) -> Token:
    """Return the token of the settings. Raise UsageError that says what is missing, without the token."""
    secret = settings.discord_token.get_secret_value().strip()
    origin = "NEWSDESK_DISCORD_TOKEN"
    if not secret and settings.discord_token_file:
        origin = str(settings.discord_token_file)
        try:
            secret = settings.discord_token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            raise UsageError(f"the token cannot be read from {origin}: {reason}") from None
    if not secret:
        raise UsageError(f"there is no Discord token; {HOW}")
    if not SHAPE.fullmatch(secret):
        raise UsageError(f"what {origin} holds does not look like a bot token; {HOW}")
    return Token(secret, origin)


class Redacting(logging.Filter):
    """Keeps a secret out of the log of every module."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if self._secret in message:
            record.msg, record.args = message.replace(self._secret, "(token)"), None
        return True
