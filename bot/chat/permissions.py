"""Who may ask where, by a guild's settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a guild's administrators can turn."""

    channels: tuple[int, ...] = ()
    """Channels where the bot answers; none named: all that it can see."""
    roles: tuple[int, ...] = ()
    """Roles that may ask; none named: everybody."""
    private: bool = False
    """Whether /ask answers only its asker unless told otherwise."""
    threads: bool = True
    """Whether it answers in its own threads without being mentioned."""
    cooldown: int = 5
    """Seconds between two questions of one user."""
    per_minute: int = 60
    """Questions of the whole guild in a minute."""
    language: str = "en"


Barred: TypeAlias = Literal["channel", "role"]


def barred(settings: GuildSettings, places: Collection[int], roles: Collection[int]) -> Barred | None:
    """What keeps a question out; `places` are the channel and what it stands in, `roles` the asker's."""
    if settings.channels and not set(settings.channels) & set(places):
        return "channel"
    if settings.roles and not set(settings.roles) & set(roles):
        return "role"
    return None
