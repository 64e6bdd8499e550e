"""Runs the watches that are due: looks for what is new, and posts it at most once.

A message is noted before it is posted, so that neither a kill nor a second process can make it come twice.
Where the target surely did not take it, the note is deleted and the message comes later; where nobody knows,
it stays.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from uuid import uuid4

from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.feeds.store import FeedStore
from retrieval.watches.news import news
from retrieval.watches.store import WatchStore
from retrieval.watches.watch import Post, Watch, WatchKind

log = logging.getLogger(__name__)

FEEDS_EVERY = timedelta(minutes=10)
"""Between two looks at whether feeds are silent."""

Send: TypeAlias = Callable[[Post], Awaitable[None]]
"""Posts a message. Raise NotTakenError only where it is sure that nobody got it."""


class NotTakenError(Exception):
    """A target did not take a message: not now, or `for_good`."""

    def __init__(self, reason: str, *, retry_after: float = 0.0, for_good: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.for_good = for_good


class WatchRunner:
    """Runs the watches whose targets begin with the keys of `senders`."""

    def __init__(
        self,
        store: WatchStore,
        feeds: FeedStore,
        open_engine: Callable[[], Engine],
        senders: Mapping[str, Send],
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._open_engine = open_engine
        self._senders = senders
        self._seen: dict[int, int] = {}
        """The generation of the articles at the last look of a watch."""
        self._feeds_seen = datetime.min.replace(tzinfo=UTC)

    async def run_due(self, now: datetime) -> list[Post]:
        """Post what is new for each watch that is due; return what was posted. Log feeds that fall silent."""
        if now - self._feeds_seen >= FEEDS_EVERY:
            self._feeds_seen = now
            await asyncio.to_thread(self._tell_silences, now)
        posted: list[Post] = []
        for watch in await asyncio.to_thread(self._store.due, now, tuple(self._senders)):
            if watch.quiet and watch.quiet.hold(now, watch.schedule.zone):
                continue
            if await asyncio.to_thread(self._store.take, watch, now):
                posted += await self._run(watch, now)
        return posted

    def _tell_silences(self, now: datetime) -> None:
        for silence in self._feeds.newly_silent(now):
            what = silence.feed or "the whole intake"
            log.warning("silent: %s, nothing new since %s", what, silence.last.isoformat())

    async def _run(self, watch: Watch, now: datetime) -> list[Post]:
        sent: list[Post] = []
        try:
            for post in await asyncio.to_thread(self._new, watch, now):
                if await self._post(post, now):
                    sent.append(post)
        except asyncio.CancelledError:
            self._store.looked(watch, now)  # or the next process would wait for the lease to end
            raise
        except NotTakenError as error:
            log.warning("watch %d: %s", watch.number, error)
            if error.for_good:
                await asyncio.to_thread(self._store.pause, watch.number, str(error))
            await asyncio.to_thread(self._store.failed, watch, now, str(error), error.retry_after)
        except NewsdeskError as error:
            log.error("watch %d: %s", watch.number, error)
            await asyncio.to_thread(self._store.failed, watch, now, str(error))
        else:
            await asyncio.to_thread(self._store.looked, watch, now)
        return sent

    def _new(self, watch: Watch, now: datetime) -> list[Post]:
        """Return the messages of a look, as many as the day has left."""
        left = watch.cap - self._store.posts_today(watch, now)
        posted = self._store.posted(watch)
        if left <= 0:
            return []
        if watch.kind is WatchKind.INTAKE:
            posts = [Post(watch, silence=silence) for silence in self._feeds.silences(now)]
            return [post for post in posts if not posted.issuperset(post.versions)][:left]
        engine = self._open_engine()
        generation = engine.index.articles.generation
        if watch.schedule.as_it_comes and self._seen.get(watch.number) == generation and not watch.failures:
            return []
        items = news(watch, engine, now, posted)
        self._seen[watch.number] = generation
        if watch.kind is WatchKind.DIGEST:
            return [Post(watch, tuple(items))] if items else []
        return [Post(watch, (item,)) for item in items][:left]

    async def _post(self, post: Post, now: datetime) -> bool:
        """Return whether the message was posted, as far as anybody knows."""
        watch, mark = post.watch, uuid4().hex
        if not await asyncio.to_thread(self._store.claim, watch, post.versions, mark, now):
            return False
        try:
            await self._senders[_scheme(watch.target, self._senders)](post)
        except NotTakenError:
            await asyncio.to_thread(self._store.release, watch, mark)
            raise
        except Exception:
            log.exception("watch %d: nobody knows whether a message came", watch.number)
            return False
        await asyncio.to_thread(self._store.delivered, watch)
        return True


def _scheme(target: str, senders: Mapping[str, Send]) -> str:
    return next(scheme for scheme in senders if target.startswith(scheme))
