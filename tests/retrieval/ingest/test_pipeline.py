"""Batches on their way in: each is embedded, stored wholly or not at all, and then reported."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from filelock import FileLock

from retrieval.engine import Engine
from retrieval.errors import ModelError, StoreError
from retrieval.index.versions import VersionStore
from retrieval.ingest import pipeline as module
from retrieval.ingest.pipeline import Outcome, Report
from retrieval.values import Query, RawArticle
from tests.doubles import HashingEmbeddings

FERRIES = [
    RawArticle(f"Ferry number {n} sails to the island at {n} o'clock.", f"Ferry {n}", id=str(n))
    for n in range(6)
]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_PASSAGES", 2)


def outcomes(reports: Sequence[object]) -> list[tuple[str, Outcome]]:
    return [(r.article_id, r.outcome) for r in reports if isinstance(r, Report)]


def test_each_is_stored_when_it_is_reported_and_in_the_order_offered(engine: Engine) -> None:
    seen = []
    for report in engine.ingest(FERRIES):
        assert isinstance(report, Report)
        assert engine.index.articles.article(report.article_id)
        seen.append(report)
    assert outcomes(seen) == [(raw.id, Outcome.ADDED) for raw in FERRIES]
    assert engine.index.versions.staged(9) == []


def test_an_article_again_is_compared_with_what_was_offered_before(engine: Engine) -> None:
    changed = replace(FERRIES[0], text="Ferry number 0 was sold.")
    reports = list(engine.ingest([*FERRIES[:2], FERRIES[0], changed, FERRIES[2]]))
    assert outcomes(reports) == [
        ("0", Outcome.ADDED),
        ("1", Outcome.ADDED),
        ("0", Outcome.DUPLICATE),
        ("0", Outcome.UPDATED),
        ("2", Outcome.ADDED),
    ]


def test_another_process_may_write_while_a_batch_is_embedded(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed, calls = HashingEmbeddings.embed_documents, list[int]()

    def free(self: HashingEmbeddings, texts: list[str]) -> list[list[float]]:
        with FileLock(engine.index.folder / "writer.lock", timeout=0):
            calls.append(len(texts))
        return embed(self, texts)

    monkeypatch.setattr(HashingEmbeddings, "embed_documents", free)
    assert len(list(engine.ingest(FERRIES))) == len(FERRIES) == sum(calls)


def breaks_at(number: int, error: Exception) -> Callable[..., object]:
    def broken(self: HashingEmbeddings, texts: list[str]) -> list[list[float]]:
        if any(f"number {number} " in text for text in texts):
            raise error
        return [self.embed_query(text) for text in texts]

    return broken


def test_an_embedder_that_fails_leaves_all_citable_by_words(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HashingEmbeddings, "embed_documents", breaks_at(2, ModelError("no weights")))
    reports = engine.ingest(FERRIES)
    assert outcomes([next(reports) for _ in FERRIES]) == [(raw.id, Outcome.ADDED) for raw in FERRIES]
    with pytest.raises(ModelError, match="no weights"):
        next(reports)
    assert len(engine.index.search_words(Query("ferry"), 9)) == len(FERRIES)


def test_a_store_that_fails_is_told_and_what_was_reported_stays(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = VersionStore.publish

    def full(self: VersionStore, article_ids: list[str]) -> None:
        if "2" in article_ids:
            raise OSError("No space left on device")
        publish(self, article_ids)

    reports = engine.ingest(FERRIES)
    with monkeypatch.context() as patch, pytest.raises(StoreError, match="No space left"):
        patch.setattr(VersionStore, "publish", full)
        assert outcomes([next(reports), next(reports)]) == [("0", Outcome.ADDED), ("1", Outcome.ADDED)]
        next(reports)
    assert engine.index.articles.counts()[0] == 2
    assert [r for _, r in outcomes(list(engine.ingest(FERRIES[2:])))].count(Outcome.ADDED) == 2
    assert engine.index.articles.counts()[0] == len(FERRIES)


def test_who_stops_listening_leaves_nothing_half_stored(engine: Engine) -> None:
    reports = engine.ingest(FERRIES)
    next(reports)
    reports.close()  # type: ignore[attr-defined]
    assert engine.index.articles.counts() == (2, 2) and engine.index.versions.staged(9) == []
    assert len(engine.index.search_words(Query("ferry"), 9)) == 2


def test_of_two_captures_the_later_counts_whatever_comes_first(engine: Engine) -> None:
    first, later = (
        RawArticle(
            f"The quarry was fined {sum_} euros.",
            "Quarry fined",
            id="q",
            fetched=f"2026-03-0{day}T08:00:00+00:00",
        )
        for sum_, day in (("57,000", 2), ("75,000", 4))
    )
    assert outcomes(list(engine.ingest([later]))) == [("q", Outcome.ADDED)]
    (report,) = engine.ingest([first])
    assert (
        isinstance(report, Report) and report.outcome is Outcome.DUPLICATE and "2026-03-04" in report.reason
    )
    assert outcomes(list(engine.ingest([replace(later, text="Nothing.", fetched="2026-03-05")]))) == [
        ("q", Outcome.UPDATED)
    ]


def test_a_line_of_several_articles_of_an_outlet_is_not_stored(engine: Engine) -> None:
    told = [
        replace(raw, source="Quay Post", text=f"{raw.text}\n\nThe Quay Post is read on every boat.")
        for raw in FERRIES
    ]
    list(engine.ingest(told[:2]))
    list(engine.ingest(told[2:3]))  # what was learned outlives the run
    stored = [engine.index.articles.article(raw.id) for raw in told[:3]]
    assert ["read on every boat" in article.text for article in stored if article] == [True, True, False]


def test_a_change_of_the_genre_alone_is_stored(engine: Engine) -> None:
    raw = replace(FERRIES[0], url="https://bay.example/ferry")
    column = replace(raw, genre="Opinion")
    told = [list(engine.ingest([one])) for one in (raw, column, column)]
    expected = (Outcome.ADDED, Outcome.UPDATED, Outcome.DUPLICATE)
    assert [outcomes(reports) for reports in told] == [[("0", outcome)] for outcome in expected]
    article = engine.index.articles.article("0")
    assert article and article.genre == "opinion"
    assert engine.index.articles.counts()[0] == 1
