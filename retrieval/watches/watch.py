"""A watch, and what it posts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.answer.kinds.stories import Told
from retrieval.feeds.silence import Silence
from retrieval.watches.schedule import AS_IT_COMES, QuietHours, Schedule

CAP = 10
"""Posts of a day unless a watch says otherwise."""


class WatchKind(StrEnum):
    NEWS = "news"
    """A post for each new story on the topic, and for what is new in one."""
    DIGEST = "digest"
    """One post that tells all new stories."""
    INTAKE = "intake"
    """A post for each feed that falls silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is posted where, when, and for whom; `number` is 0 until it is kept."""

    kind: WatchKind
    topic: str
    """Empty for all news."""
    target: str
    """A webhook's address, which is secret, `-`, `discord:CHANNEL` or `discord:@USER`."""
    source: str = ""
    schedule: Schedule = AS_IT_COMES
    quiet: QuietHours | None = None
    cap: int = CAP
    language: str = "en"
    owner: int = 0
    """The user of a chat platform; 0 for whoever runs newsdesk."""
    space: int = 0
    """The server of a chat platform; 0 for none."""
    number: int = 0
    since: str = ""
    """News is what was fetched after this moment (ISO 8601, UTC)."""
    next_look: str = ""
    paused: bool = False
    failures: int = 0
    """Posts in a row that the target did not take."""
    error: str = ""
    """Why it did not take the last."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story that a watch tells, with the article versions after which it is told."""

    story: Told
    versions: tuple[tuple[str, str], ...]
    """Ids of new articles, each with the time of fetching."""
    is_update: bool = False
    """Whether articles told the story before; its evidence then says what they do not."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message of a watch: news, or a silence."""

    watch: Watch
    items: tuple[Item, ...] = ()
    silence: Silence | None = None

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """What must not be posted again: each with a key and a moment."""
        if self.silence:
            return ((f"silent:{self.silence.feed}", self.silence.last.isoformat()),)
        return tuple(version for item in self.items for version in item.versions)
