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


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom the bot's operator lets ask; none allowed: all that are not blocked."""

    allowed_spaces: frozenset[int] = frozenset()
    blocked_spaces: frozenset[int] = frozenset()
    allowed_users: frozenset[int] = frozenset()
    blocked_users: frozenset[int] = frozenset()

    def admits(self, user: int, space: int) -> bool:
        """Return whether a user may ask in a space; 0 is a direct message, which only users are judged by."""
        if user in self.blocked_users or (self.allowed_users and user not in self.allowed_users):
            return False
        return not space or self.admits_space(space)

    def admits_space(self, space: int) -> bool:
        if space in self.blocked_spaces:
            return False
        return not self.allowed_spaces or space in self.allowed_spaces


def find_denial(settings: SpaceSettings, visitor: Visitor) -> Denial | None:
    """Return why the settings deny a visitor's question; None if they allow it."""
    if settings.channels and not visitor.channels & set(settings.channels):
        return Denial.CHANNEL
    if settings.roles and not visitor.roles & set(settings.roles):
        return Denial.ROLE
    return None
