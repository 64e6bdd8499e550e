"""Who may ask where, by the settings of a space.

A space is what a platform calls a guild, a server, a workspace or a team.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.fair_queue import Asker
from bot.errors import Denial


@dataclass(frozen=True, slots=True)
class SpaceSettings:
    """What a space's administrators can set."""

    channels: tuple[int, ...] = ()
    """Channels where the bot answers; none named: all that it can see."""
    roles: tuple[int, ...] = ()
    """Roles that may ask; none named: everybody."""
    private: bool = False
    """Whether a command answers only its asker unless told otherwise."""
    threads: bool = True
    """Whether it answers in its own threads without being mentioned."""
    cooldown: int = 5
    """Seconds between two questions of one user."""
    per_minute: int = 60
    """Questions of the whole space in a minute."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A user in a channel: what permissions are decided by."""

    user: int
    space: int
    """0 for a direct message."""
    channel: int
    channels: frozenset[int]
    """Ids of the channel and of what contains it."""
    roles: frozenset[int]
    trusted: bool = False
    """Whether no cooldown applies, as for an owner."""

    @property
    def asker(self) -> Asker:
        return Asker(self.user, self.space or self.channel)


def find_denial(settings: SpaceSettings, visitor: Visitor) -> Denial | None:
    """Return why the settings deny a visitor's question; None if they allow it."""
    if settings.channels and not visitor.channels & set(settings.channels):
        return Denial.CHANNEL
    if settings.roles and not visitor.roles & set(settings.roles):
        return Denial.ROLE
    return None
