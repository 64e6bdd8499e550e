"""Brings articles in: clean, split, cut into passages, embed, store and find stories, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from retrieval.index import Index
from retrieval.ingest.annotated import annotated, mark_missing
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.cleaning.refrains import OutletLines
from retrieval.ingest.passages import make_passages
from retrieval.ingest.stories import find_missing_stories, find_stories
from retrieval.text.dates import not_after
from retrieval.text.languages import language
from retrieval.text.sentences import split
from retrieval.values import Notice, PreparedArticle, RawArticle, Rejection

BATCH_PASSAGES = 256
"""Passages that are embedded and become citable together: a few seconds of work on two cores."""
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
    offered: Iterable[RawArticle | Rejection | Notice],
    index: Index,
    clock: Callable[[], str] = now,
) -> Iterator[Report | Notice]:
    """Store what is offered; a report comes once the article is citable, or why it is not.

    Raise FolderLockedError while another process writes and StoreError when the disk will not take it: what
    was reported before stays. Other writers are not blocked while waiting for the next item.
    """
    with index.writing():  # whoever cannot write learns it before anything is read
        find_missing_stories(index)
        mark_missing(index)
    batch = _Batch(index)
    for item in offered:
        if isinstance(item, RawArticle):
            yield from _take(batch.lines.without_refrains(item), batch, clock())
        elif isinstance(item, Notice):
            yield item
        else:
            yield Report(Outcome.REJECTED, item.origin, reason=item.reason)
    yield from batch.flush()


def reindex(index: Index, on_batch: Callable[[int], None] = lambda done: None) -> None:
    """Make the indexes again, and find the stories anew; call back with articles done."""
    index.reindex(on_batch)
    with index.writing():
        find_missing_stories(index)
        mark_missing(index, anew=True)


def _take(raw: RawArticle, batch: _Batch, at: str) -> Iterator[Report]:
    try:
        article = clean(raw, not_after(raw.fetched, at) or at)
    except ValueError as error:
        yield Report(Outcome.REJECTED, raw.origin, raw.title, str(error), raw.id)
        return
    sentences = annotated(article, split(article.text, language(article.language)), raw.parts)
    yield from batch.add(PreparedArticle(article, sentences, make_passages(article, sentences)), raw)


class _Batch:
    """Articles that wait to be stored together, which is when it shows what becomes of them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._waiting: dict[str, tuple[PreparedArticle, RawArticle]] = {}
        self._passages = 0
        self.lines = OutletLines(index.folder / "outlets")

    def add(self, prepared: PreparedArticle, raw: RawArticle) -> Iterator[Report]:
        if prepared.article.id in self._waiting:
            yield from self.flush()
        report = self._report(prepared, raw)
        if report.outcome is Outcome.DUPLICATE and not _needless(prepared, raw):
            yield report
            return
        self._waiting[prepared.article.id] = (prepared, raw)
        self._passages += len(prepared.passages)
        if self._passages >= BATCH_PASSAGES:
            yield from self.flush()

    def flush(self) -> Iterator[Report]:
        waiting, self._waiting, self._passages = list(self._waiting.values()), {}, 0
        if not waiting:
            return
        vectors = self._index.embed(_new(waiting, self._reports(waiting)))
        with self._index.writing(BATCH_SECONDS) as writer:
            # Another process may have stored some of them since they were added.
            reports = self._reports(waiting)
            if new := _new(waiting, reports):
                writer.add(new, vectors)
                find_stories(new, self._index)
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
