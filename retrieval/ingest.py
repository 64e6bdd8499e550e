"""Brings articles in: clean, split, cut into passages, and store them batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from retrieval.cleaning import clean
from retrieval.passages import make_passages
from retrieval.sentences import split
from retrieval.store import Index
from retrieval.store.articles import Prepared
from retrieval.store.writer import Writer
from retrieval.types import Draft, Notice, Rejection

BATCH_PASSAGES = 256
"""Passages that are embedded and become citable together: a few seconds of work on two cores."""


class Outcome(StrEnum):
    """What became of an article that was offered."""

    ADDED = "added"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Report:
    """One offered article and what became of it; nothing is reported before it is safely stored."""

    outcome: Outcome
    origin: str
    title: str = ""
    reason: str = ""
    article_id: str = ""


def now() -> str:
    """The present moment as an ISO timestamp in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def ingest(
    offered: Iterable[Draft | Rejection | Notice],
    index: Index,
    clock: Callable[[], str] = now,
) -> Iterator[Report | Notice]:
    """Store what is offered; a report comes once the article is citable, or why it is not.

    Raises BusyError while another process writes and StoreError when the disk will not take it: what was
    reported before stays.
    """
    with index.writing() as writer:
        batch = _Batch(index, writer)
        for item in offered:
            if isinstance(item, Draft):
                yield from _take(item, batch, clock())
            elif isinstance(item, Notice):
                yield item
            else:
                yield Report(Outcome.REJECTED, item.origin, reason=item.reason)
        yield from batch.flush()


def _take(draft: Draft, batch: _Batch, fetched: str) -> Iterator[Report]:
    try:
        article = clean(draft, fetched)
    except ValueError as error:
        yield Report(Outcome.REJECTED, draft.origin, draft.title, str(error), draft.id)
        return
    sentences = split(article.text)
    yield from batch.add(Prepared(article, sentences, make_passages(article, sentences)), draft)


class _Batch:
    """Articles that wait to be stored together, with the reports that wait for it."""

    def __init__(self, index: Index, writer: Writer) -> None:
        self._index = index
        self._writer = writer
        self._waiting: dict[str, tuple[Prepared, Report]] = {}
        self._passages = 0
        self._needless: list[str] = []

    def add(self, prepared: Prepared, draft: Draft) -> Iterator[Report]:
        article, origin = prepared.article, draft.origin
        if article.id in self._waiting:
            yield from self.flush()
        stored = self._index.articles.content_hash(article.id)
        if stored and draft.stand_in and article.id != draft.replaces and stored != article.content_hash:
            yield Report(Outcome.DUPLICATE, origin, article.title, "the article itself is there", article.id)
            return
        if draft.replaces and not draft.stand_in and article.id != draft.replaces:
            self._needless.append(draft.replaces)
        if stored == article.content_hash:
            yield Report(Outcome.DUPLICATE, origin, article.title, article_id=article.id)
            return
        outcome = Outcome.UPDATED if stored else Outcome.ADDED
        report = Report(outcome, origin, article.title, article_id=article.id)
        self._waiting[article.id] = (prepared, report)
        self._passages += len(prepared.passages)
        if self._passages >= BATCH_PASSAGES:
            yield from self.flush()

    def flush(self) -> Iterator[Report]:
        waiting, self._waiting, self._passages = self._waiting, {}, 0
        if waiting:
            self._writer.add([prepared for prepared, _ in waiting.values()])
        needless, self._needless = self._needless, []
        if needless:
            self._writer.remove(needless)
        for _, report in waiting.values():
            yield report
