"""The fetching of a feed, with the sitemaps of an index."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from retrieval.errors import FetchError, RefusedError
from retrieval.feeds.entries import Entry, FeedPage, NotAFeedError
from retrieval.feeds.feed import Feed
from retrieval.feeds.parse import parse_feed
from retrieval.http import FEEDS, Fetched, GuardedClient

Answers: TypeAlias = dict[str, Fetched | FetchError]
"""What the sitemaps of an index answered, by their addresses."""
MOST_PARTS = 5
"""Sitemaps followed of an index, those changed last first."""
_NOTED = "\n"
"""Begins what is kept as an index's ETag: the validators of its parts, since its own say nothing of them.

No ETag of a server holds one, and none that does is ever sent.
"""


async def fetch_listing(feed: Feed, client: GuardedClient) -> tuple[Fetched, FeedPage | None]:
    """Return the document and its entries, None if unchanged. Raise FetchError or NotAFeedError."""
    fetched = await client.get(feed.url, kinds=FEEDS, etag=feed.etag, last_modified=feed.last_modified)
    if fetched.not_modified:
        return fetched, None
    listing = await asyncio.to_thread(parse_feed, fetched)
    if not listing.parts:
        return fetched, listing
    answers = await _ask(_newest(listing), feed.url, client, _noted(feed.etag))
    unchanged = [part for part, answer in _had(answers).items() if answer.not_modified]
    if unchanged and len(unchanged) == len(_had(answers)):
        return fetched, None
    answers |= await _ask(unchanged, feed.url, client, {})
    return replace(fetched, etag=_note(answers), last_modified=""), await _merged(listing, answers)


async def follow_parts(listing: FeedPage, url: str, client: GuardedClient) -> FeedPage:
    """Return the listing at `url` with the entries of the sitemaps that it names.

    Raise like `fetch_listing` if none of them can be fetched.
    """
    if not listing.parts:
        return listing
    return await _merged(listing, await _ask(_newest(listing), url, client, {}))


def _newest(listing: FeedPage) -> Sequence[str]:
    return listing.parts[: -MOST_PARTS - 1 : -1]


async def _ask(
    parts: Iterable[str], url: str, client: GuardedClient, known: Mapping[str, Sequence[str]]
) -> Answers:
    """Return what each address answers, or the error, in the same order."""
    answers: Answers = {}
    for part in parts:
        etag, last_modified = known.get(part, ("", ""))
        try:
            answers[part] = await client.get(
                part, kinds=FEEDS, etag=etag, last_modified=last_modified, named_by=url
            )
        except FetchError as error:
            answers[part] = error
    return answers


async def _merged(listing: FeedPage, answers: Answers) -> FeedPage:
    """Return each entry of the parts once, newest first. Raise the first error if all failed."""
    failures = [answer for answer in answers.values() if isinstance(answer, FetchError)]
    entries: dict[str, Entry] = {}
    for part, fetched in _had(answers).items():
        try:
            entries |= {e.key: e for e in (await asyncio.to_thread(parse_feed, fetched)).entries}
        except NotAFeedError as error:
            failures.append(RefusedError(part, str(error)))
    if len(failures) == len(answers):
        raise failures[0]
    newest = sorted(entries.values(), key=lambda e: e.modified or e.published, reverse=True)
    problems = (*listing.problems, *(f"of its sitemaps, {error}" for error in failures))
    return replace(listing, entries=tuple(newest), problems=problems)


def _had(answers: Answers) -> dict[str, Fetched]:
    return {part: answer for part, answer in answers.items() if isinstance(answer, Fetched)}


def _note(answers: Answers) -> str:
    validators = {part: (a.etag, a.last_modified) for part, a in _had(answers).items()}
    return _NOTED + json.dumps(validators)


def _noted(etag: str) -> dict[str, list[str]]:
    """Return the validators of each part; none if the feed is no index or is fetched for the first time."""
    return dict(json.loads(etag.removeprefix(_NOTED))) if etag.startswith(_NOTED) else {}
