"""The ingest of fetched entries: the text of a feed never replaces a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.feeds.entry_store import EntryOutcome, StoredEntry
from retrieval.feeds.feed import Feed
from retrieval.feeds.fetch_entry import FetchedEntry, origin
from retrieval.feeds.store import FeedStore
from retrieval.ingest.pipeline import Outcome, Report
from retrieval.text.dates import not_after
from retrieval.values import Notice, RawArticle, Rejection

Ingest = Callable[[Iterable[RawArticle | Rejection | Notice]], Iterator[Report | Notice]]


def store(feed: Feed, gathered: Sequence[FetchedEntry], feeds: FeedStore, ingest: Ingest) -> list[Outcome]:
    """Store the articles, record the outcome of their entries, and return the outcomes in that order."""
    standing = feeds.entries.standing(feed, [g.entry for g in gathered])
    now = feeds.now()
    offered = [r for g in gathered if (r := _offer(g, standing.get(g.entry.key), now)) is not None]
    reports = {r.origin: r for r in ingest(offered) if isinstance(r, Report)}
    kept = Report(Outcome.DUPLICATE, "")  # of an entry whose page is stored, and cannot be had again now
    outcomes = [reports.get(origin(g.entry, feed), kept) for g in gathered]
    feeds.entries.record(feed, map(_taken, gathered, outcomes))
    return [report.outcome for report in outcomes]


def _offer(gathered: FetchedEntry, standing: StoredEntry | None, now: str) -> RawArticle | Rejection | None:
    reading = gathered.reading
    if isinstance(reading, Rejection):
        return reading
    reading = replace(
        reading, published=not_after(reading.published, now), modified=not_after(reading.modified, now)
    )
    if standing is None:
        return reading
    if reading.id:  # made from the feed's address, which may have changed since
        reading = replace(reading, id=standing.article)
    if not standing.stand_in:
        return None if reading.stand_in else reading
    return replace(reading, replaces=standing.article)


def _taken(gathered: FetchedEntry, report: Report) -> EntryOutcome:
    reading = gathered.reading
    return EntryOutcome(
        gathered.entry,
        str(report.outcome),
        whole=gathered.whole,
        retry_after=gathered.retry_after,
        article="" if report.outcome is Outcome.REJECTED else report.article_id,
        # A reason stands where another feed's article was found in its place.
        stand_in=isinstance(reading, RawArticle) and reading.stand_in and not report.reason,
    )
