"""Keeping and forgetting: how long articles stay, and what leaves no trace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from retrieval.errors import NewsdeskError
from retrieval.index import Index

DAY = 24 * 3600.0
AGAIN = 600.0
"""Seconds after which a sweep that could not be made is tried again."""


BATCH = 200
"""Articles taken out of the indexes together."""


def forget(index: Index, article_ids: Iterable[str]) -> int:
    """Remove articles and every trace of them; says how many. Raises FolderLockedError and StoreError."""
    wanted = list(dict.fromkeys(article_ids))
    if not wanted:
        return 0
    with index.writing() as writer:
        writer.forget([wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)])
    return len(wanted)


def expired(index: Index, days: int, articles: int, today: date) -> list[str]:
    """Ids of what is older than so many days, and of all but so many of the newest; 0 for no limit."""
    before = (today - timedelta(days=days)).isoformat() if days else ""
    return index.selection.ids_expired(before, articles) if days or articles else []


async def forget_daily(index: Index, days: int, articles: int, today: Callable[[], date]) -> None:
    """Remove what has expired, now and once a day, in a worker thread, until it is cancelled."""
    log = logging.getLogger(__name__)
    while days or articles:
        try:
            gone = await asyncio.to_thread(lambda: forget(index, expired(index, days, articles, today())))
        except NewsdeskError as error:
            log.warning("forgetting failed", extra={"error": str(error)})
            await asyncio.sleep(AGAIN)
        except Exception:
            # Whatever it is, it must neither go unseen nor end a promise to forget.
            log.exception("forgetting failed unexpectedly")
            await asyncio.sleep(AGAIN)
        else:
            log.info("forgot", extra={"articles": gone})
            await asyncio.sleep(DAY)
