"""The errors of the front ends, which continue the tree of `retrieval.errors`.

NewsdeskError
├── UsageError
│   ├── FeedRefusedError       an address will never be a feed
│   ├── NoDateError            a limit is no date
│   ├── EmptySpanError         no day is within the limits
│   └── UnknownSourceError     no article has the source
├── SetUpWronglyError          starting again cannot help
└── UnansweredError            a question in a chat gets no answer
    ├── NotAllowedError        the space's settings or a cooldown forbid it
    ├── QueueFullError         too many questions wait
    ├── QuestionTimeoutError   the answer was not ready in time
    ├── ShuttingDownError      the bot is about to leave
    ├── NoArticlesError        there is nothing to search
    └── DeliveryError          the platform does not take a message
        ├── MessageGoneError       the message or its channel was deleted
        └── ChannelForbiddenError  the bot may not write to the channel

`bot.repl.commands.LeaveSession` is outside the tree: it is control flow, as StopIteration is.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from retrieval.errors import NewsdeskError, UsageError


class FeedRefusedError(UsageError):
    """An address will never be a feed; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; it was not added")
        self.reason = reason


class NoDateError(UsageError):
    """The `option` of a question is no date."""

    def __init__(self, option: str, typed: str, reason: str) -> None:
        super().__init__(f"{option.replace('_', '-')}: {reason}")
        self.option = option
        self.typed = typed


class EmptySpanError(UsageError):
    """No day is within the limits of a question."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"since {since} is after until {until}; no article can pass both")
        self.since = since
        self.until = until


class UnknownSourceError(UsageError):
    """No article has the source `name`; `nearest` is the one with the most similar name, if any."""

    def __init__(self, name: str, nearest: str) -> None:
        hint = f"; the nearest is “{nearest}”" if nearest else ""
        super().__init__(f"no article has the source “{name}”{hint}")
        self.name = name
        self.nearest = nearest


class SetUpWronglyError(NewsdeskError):
    """A service refuses the program as it is set up, so that starting it again cannot help."""


class UnansweredError(NewsdeskError):
    """A question in a chat gets no answer."""


class Denial(StrEnum):
    """What keeps a question out."""

    CHANNEL = "channel"
    ROLE = "role"
    COOLDOWN = "cooldown"
    BLOCKED = "blocked"
    """The bot's operator lets this server or user not ask."""


class NotAllowedError(UnansweredError):
    """A question is not taken. `until`: when a cooldown ends. `repeated`: the user was told a moment ago."""

    def __init__(self, denial: Denial, *, until: float = 0.0, repeated: bool = False) -> None:
        super().__init__(f"not allowed: {denial}")
        self.denial = denial
        self.until = until
        self.repeated = repeated


class QueueFullError(UnansweredError):
    """The queue is full; `seconds` until there is probably room."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"busy for about {seconds} s")
        self.seconds = seconds


class QuestionTimeoutError(UnansweredError):
    """The answer was not ready in time."""


class ShuttingDownError(UnansweredError):
    """The bot is about to leave."""


class NoArticlesError(UnansweredError):
    """There is nothing to search."""


class DeliveryError(UnansweredError):
    """The platform does not take a message, though it was tried again."""


class MessageGoneError(DeliveryError):
    """The message to answer, or its channel, was deleted."""


class ChannelForbiddenError(DeliveryError):
    """The bot may not write to the channel."""
