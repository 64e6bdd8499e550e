"""Brings articles in: prepare, store and find stories, batch by batch; the vectors follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from time import monotonic

from retrieval.index import Index
from retrieval.ingest.annotated import mark_missing
from retrieval.ingest.cleaning.refrains import OutletLines
from retrieval.ingest.missing_vectors import add_missing_vectors
from retrieval.ingest.stories import find_stories
from retrieval.ingest.workers import Offered, prepare_all
from retrieval.values import Notice, PreparedArticle, RawArticle

BATCH_PASSAGES = 4096
"""Passages that become citable together: a second or two of work on two cores."""
GATHER_SECONDS = 2.0
"""A batch waits no longer for more, so that what comes slowly is citable soon."""
BATCH_SECONDS = 60.0
"""A batch waits for those of another process; in a long ingest many may come between."""


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
    offered: Iterable[Offered],
    index: Index,
    clock: Callable[[], str] = now,
    *,
    vectors: bool = True,
) -> Iterator[Report | Notice]:
    """Store what is offered; a report comes once the article is citable, or why it is not.

    Make the vectors that are missing at the end, unless another call will. Raise FolderLockedError while
    another process writes and StoreError when the disk will not take it: what was reported before stays.
    Other writers are not blocked while waiting for the next item.
    """
    with index.writing():  # whoever cannot write learns it before anything is read
        mark_missing(index)
    batch = _Batch(index)
    for item, prepared in prepare_all(_without_refrains(offered, batch.lines), clock):
        if isinstance(prepared, PreparedArticle):
            assert isinstance(item, RawArticle)
            yield from batch.add(prepared, item)
        elif isinstance(item, RawArticle):
            yield Report(Outcome.REJECTED, item.origin, item.title, prepared or "", item.id)
        elif isinstance(item, Notice):
            yield item
        else:
            yield Report(Outcome.REJECTED, item.origin, reason=item.reason)
    yield from batch.flush()
    _follow(index, vectors)


def reindex(
    index: Index, on_batch: Callable[[int], None] = lambda done: None, *, vectors: bool = True
) -> None:
    """Make the indexes again, and find the stories anew; call back with articles done."""
    index.reindex(on_batch)
    with index.writing():
        mark_missing(index, anew=True)
    _follow(index, vectors)


def _follow(index: Index, vectors: bool) -> None:
    """Make what follows once articles are citable: their stories, and their vectors."""
    find_stories(index)
    for _ in add_missing_vectors(index) if vectors else ():
        pass


def _without_refrains(offered: Iterable[Offered], lines: OutletLines) -> Iterator[Offered]:
    for item in offered:
        yield lines.without_refrains(item) if isinstance(item, RawArticle) else item


class _Batch:
    """Articles that wait to be stored together, which is when it shows what becomes of them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._waiting: dict[str, tuple[PreparedArticle, RawArticle]] = {}
        self._passages = 0
        self._since = 0.0
        self.lines = OutletLines(index.folder / "outlets")

    def add(self, prepared: PreparedArticle, raw: RawArticle) -> Iterator[Report]:
        article = prepared.article
        if article.id in self._waiting:
            yield from self.flush()
        report = self._report(prepared, raw)
        if report.outcome is Outcome.DUPLICATE and not _needless(prepared, raw):
            yield report
            return
        self._since = self._since if self._waiting else monotonic()
        self._waiting[article.id] = (prepared, raw)
        self._passages += len(prepared.passages)
        if self._passages >= BATCH_PASSAGES or monotonic() - self._since > GATHER_SECONDS:
            yield from self.flush()

    def flush(self) -> Iterator[Report]:
        waiting, self._waiting, self._passages = list(self._waiting.values()), {}, 0
        if not waiting:
            return
        with self._index.writing(BATCH_SECONDS) as writer:
            # Another process may have stored some of them since they were added.
            reports = self._reports(waiting)
            if new := _new(waiting, reports):
                writer.add(new)
            if needless := [raw.replaces for each, raw in waiting if _needless(each, raw)]:
                writer.remove(needless)
            self.lines.save()
        yield from reports

    def _reports(self, waiting: Iterable[tuple[PreparedArticle, RawArticle]]) -> list[Report]:
        return [self._report(prepared, raw) for prepared, raw in waiting]

    def _report(self, prepared: PreparedArticle, raw: RawArticle) -> Report:
        """What storing it now comes to."""
        article = prepared.article
        there = self._index.articles.article(article.id)
        stored = there.content_hash if there else ""
        outcome, reason = Outcome.UPDATED if stored else Outcome.ADDED, ""
        if stored == article.content_hash:
            outcome = Outcome.DUPLICATE
        elif there and raw.fetched and article.fetched < there.fetched:
            outcome, reason = Outcome.DUPLICATE, f"a later capture is there, of {there.fetched[:10]}"
        elif stored and raw.stand_in and article.id != raw.replaces:
            outcome, reason = Outcome.DUPLICATE, "the article itself is there"
        return Report(outcome, raw.origin, article.title, reason, article.id)


def _new(
    waiting: Iterable[tuple[PreparedArticle, RawArticle]], reports: Iterable[Report]
) -> list[PreparedArticle]:
    """Those that are to be stored."""
    told = zip(waiting, reports, strict=True)
    return [prepared for (prepared, _), r in told if r.outcome is not Outcome.DUPLICATE]


def _needless(prepared: PreparedArticle, raw: RawArticle) -> bool:
    """Whether it stands under another id than the words of a feed that it replaces."""
    return bool(raw.replaces) and not raw.stand_in and prepared.article.id != raw.replaces
