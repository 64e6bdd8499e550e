import sqlite3
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.engine import Engine
from retrieval.index.chroma import ChromaIndex
from retrieval.index.database import DATABASE
from retrieval.index.writer import UNSCRUBBED
from retrieval.ingest.pipeline import ingest
from retrieval.ingest.retention import expired, forget
from retrieval.values import Query, RawArticle

SECRET = "Xyzzymancy"
"""A word of the title, the text, the former version and the address of one article, and of no other."""


@pytest.fixture
def secret_engine(news_engine: Engine) -> Engine:
    """An engine whose folder holds, beside the others, an article that was updated and asked about."""
    for text in ("is old news to the island.", "came to the island on Monday with the ferry."):
        secret = RawArticle(
            id="secret",
            title=f"{SECRET} on the island",
            text=f"{SECRET} {text} It stayed for tea.",
            url=f"https://example.org/{SECRET}",
            source=f"{SECRET} Times",
            published="2026-02-01",
        )
        list(news_engine.ingest([secret]))
    assert news_engine.ask(Query(f"When did {SECRET} come to the island?")).citations
    return news_engine


def files_with(word: str, folder: Path) -> list[str]:
    """Files below `folder` in which `word` stands, in any case and among any bytes.

    Chroma's *.bin files hold vectors, not words; hnswlib writes them with whatever its memory held before in
    their unused bytes, now and then a word of anything this process read, so they are left out.
    """
    command = ["grep", "-rlai", "--exclude=*.bin", word, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


def test_nothing_of_a_removed_article_is_left_in_the_folder(
    secret_engine: Engine, engine_factory: Callable[[Path], Engine]
) -> None:
    folder = secret_engine.index.folder
    assert len(files_with(SECRET, folder)) == 2  # SQLite and Chroma
    assert forget(secret_engine.index, ["secret"]) == 1
    assert files_with(SECRET[:8], folder) == []
    secret_engine.index.close()
    assert files_with(SECRET, folder) == []
    again = engine_factory(folder)
    assert again.ask(Query("What will open as a museum?")).citations[0].evidence.article.id == "harbour"
    list(again.ingest([RawArticle(id="new", title="New pier", text="The new pier is long and wide.")]))
    assert again.ask(Query("Is the new pier long?")).citations[0].evidence.article.id == "new"
    again.index.close()


def test_a_kill_before_the_traces_are_gone_is_made_good_by_the_next_write(secret_engine: Engine) -> None:
    with secret_engine.index.writing() as writer:
        writer.remove(["secret"])
    secret_engine.index.facts.set(UNSCRUBBED, "yes")  # as a killed `forget` leaves it
    assert files_with(SECRET, secret_engine.index.folder)
    with secret_engine.index.writing():
        pass
    assert files_with(SECRET, secret_engine.index.folder) == []


def test_a_kill_between_batches_is_made_good_too(
    secret_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, calls = ChromaIndex.remove, list[object]()

    def killed(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        remove(*args)

    monkeypatch.setattr("retrieval.ingest.retention.BATCH", 1)
    with monkeypatch.context() as patched:
        patched.setattr(ChromaIndex, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(secret_engine.index, ["secret", "cup", "harbour"])
    assert files_with(SECRET, secret_engine.index.folder)
    with secret_engine.index.writing():
        pass
    assert files_with(SECRET, secret_engine.index.folder) == []


def test_traces_that_a_reader_still_needs_go_with_the_next_write(
    secret_engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("retrieval.index.writer.READER_SECONDS", 0.1)
    index = secret_engine.index
    reader = sqlite3.connect(index.folder / DATABASE, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM articles").fetchone()
    forget(index, ["secret"])
    made = [path.stat().st_mtime_ns for path in (index.folder / "words").iterdir()]
    with index.writing():
        pass
    assert made == [path.stat().st_mtime_ns for path in (index.folder / "words").iterdir()]
    assert caplog.text.count("a reader still holds words of removed articles") == 2
    assert files_with(SECRET, index.folder)
    reader.execute("ROLLBACK")
    with index.writing():
        pass
    assert files_with(SECRET, index.folder) == []
    assert not index.facts.get(UNSCRUBBED)
    reader.close()


def test_a_date_of_the_future_holds_no_place(news_engine: Engine) -> None:
    text = "The tide comes in twice a day, and goes out as often."
    for name, published in (("future", "2999-01-01"), ("tomorrow", "2026-03-02")):
        raw = RawArticle(id=name, title=name, text=f"{text} {name}", published=published)
        list(ingest([raw], news_engine.index, clock=lambda: "2026-03-01T12:00:00+00:00"))
    assert {"future", "tomorrow"} <= set(expired(news_engine.index, 1, 0, date(2026, 3, 3)))


def test_many_at_once(news_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.ingest.retention.BATCH", 2)
    assert forget(news_engine.index, ["cup", "harbour", "glacier", "cup"]) == 3
    assert news_engine.index.articles.counts() == (0, 0)
    assert forget(news_engine.index, []) == 0


@pytest.mark.parametrize(
    ("days", "articles", "gone"),
    [(0, 0, []), (30, 0, ["glacier", "cup"]), (90, 0, ["cup"]), (0, 2, ["cup"]), (30, 2, ["glacier", "cup"])],
)
def test_what_expires_by_age_and_by_number(
    news_engine: Engine, days: int, articles: int, gone: list[str]
) -> None:
    assert expired(news_engine.index, days, articles, date(2026, 3, 2)) == gone


def test_an_article_without_a_date_is_as_old_as_its_fetching(news_engine: Engine) -> None:
    list(
        news_engine.ingest([RawArticle(id="undated", title="Undated", text="The tide comes in twice a day.")])
    )
    assert "undated" not in expired(news_engine.index, 1, 0, date(2026, 3, 2))
    assert "undated" in expired(news_engine.index, 1, 0, date(2200, 1, 1))


def test_an_article_of_a_crawl_is_as_old_as_the_crawl(news_engine: Engine) -> None:
    for name, fetched in (("crawled", "2020-05-04T08:00:00+00:00"), ("odd", "2999-01-01T08:00:00+00:00")):
        raw = RawArticle(id=name, title=name, text=f"The {name} tide comes in twice a day.", fetched=fetched)
        list(ingest([raw], news_engine.index, clock=lambda: "2026-03-01T12:00:00+00:00"))
    stored = {a.id: a.fetched[:10] for a in news_engine.index.articles.articles()}
    assert (stored["crawled"], stored["odd"]) == ("2020-05-04", "2026-03-01")
