"""What one action of a user led to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.discord_double.payloads import EPHEMERAL, JSON

TOKEN_LIFE = 900.0
DEADLINE = 3.0


@dataclass(eq=False)
class Interaction:
    """Filled by the callback and webhook routes."""

    payload: JSON
    wait: Callable[..., Any] = field(repr=False)
    started: float = field(default_factory=time.monotonic)
    callback: JSON | None = None
    """The first response, as it was sent."""
    after: float | None = None
    """Seconds from the action to the first response."""
    original: JSON | None = None
    loading: bool = False
    followups: list[JSON] = field(default_factory=list)
    expired: bool = False
    """Set to end the token's 15 minutes at once."""
    trigger: JSON | None = None
    is_interim: Callable[[str], object] = field(default=lambda text: False, repr=False)
    """Whether a text only says that an answer is to come."""

    async def done(self, timeout: float = 30) -> Interaction:
        """Once it was answered and does not say "thinking" any more."""
        told = f"an answer to {self.payload['data']}"
        await self.wait(lambda: self.callback is not None and not self.loading, told, timeout)
        await self.wait(lambda: not self.is_interim(self.text), told, timeout)
        return self

    async def acknowledged(self) -> Interaction:
        await self.wait(lambda: self.callback is not None, f"a response to {self.payload['data']}")
        return self

    @property
    def token(self) -> str:
        return str(self.payload["token"])

    @property
    def ephemeral(self) -> bool:
        return bool(self.original and self.original["flags"] & EPHEMERAL)

    @property
    def text(self) -> str:
        """All that the original response shows."""
        return shown(self.original)

    @property
    def embed(self) -> JSON:
        assert self.original
        return self.original["embeds"][0]

    @property
    def age(self) -> float:
        return time.monotonic() - self.started

    @property
    def dead(self) -> bool:
        return self.expired or self.age > TOKEN_LIFE

    def metadata(self) -> JSON:
        """As in the messages that come of it."""
        payload = self.payload
        user = payload["member"]["user"] if "member" in payload else payload["user"]
        told = {
            "id": payload["id"],
            "type": payload["type"],
            "user": user,
            "authorizing_integration_owners": {},
        }
        if payload["type"] == 3:
            told["interacted_message_id"] = payload["message"]["id"]
        if payload["type"] == 5:
            told["triggering_interaction_metadata"] = self.trigger
        return told


def shown(message: JSON | None) -> str:
    """The content and the embeds of a message as one text."""
    if message is None:
        return ""
    parts = [message["content"]]
    for embed in message["embeds"]:
        parts += [embed.get("title", ""), embed.get("description", "")]
        parts += [f"{f['name']}\n{f['value']}" for f in embed.get("fields", [])]
        parts.append(embed.get("footer", {}).get("text", ""))
    return "\n".join(filter(None, parts))


def custom_ids(message: JSON) -> list[str]:
    return [c["custom_id"] for row in message["components"] for c in row["components"] if "custom_id" in c]
