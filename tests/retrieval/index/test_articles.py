import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.errors import StoreError
from retrieval.index.articles import ArticleStore, PreparedArticle
from retrieval.ingest.passages import make_passages
from retrieval.text.sentences import split
from retrieval.values import Article, Query

CRANE = Article(
    "crane",
    "Crane",
    "The crane opens. It is old.",
    source="Herald",
    published="2026-03-02",
    content_hash="1",
    authors=("A. Brisk", "C. Dole"),
)


def prepared(article: Article) -> PreparedArticle:
    sentences = split(article.text)
    return PreparedArticle(article, sentences, make_passages(article, sentences))


@pytest.fixture
def store(tmp_path: Path) -> ArticleStore:
    return ArticleStore(tmp_path / "articles.sqlite3")


def add(store: ArticleStore, *articles: Article) -> None:
    store.stage([prepared(a) for a in articles])
    store.publish([a.id for a in articles], "hashing")


def test_what_goes_in_comes_out(store: ArticleStore) -> None:
    add(store, CRANE)
    assert store.article("crane") == CRANE
    assert store.sentences("crane") == split(CRANE.text)
    (passage,) = prepared(CRANE).passages
    assert store.passages([passage.id, "unknown"]) == {passage.id: (passage, CRANE)}
    assert store.counts() == (1, 1)


def test_a_staged_article_is_not_seen(store: ArticleStore) -> None:
    store.stage([prepared(CRANE)])
    assert store.article("crane") is None
    assert store.passages([p.id for p in prepared(CRANE).passages]) == {}
    assert [p.article for p in store.staged(10)] == [CRANE]


def test_a_new_version_replaces_the_old_one_in_one_step(store: ArticleStore) -> None:
    add(store, CRANE)
    newer = replace(CRANE, text="The crane stays shut.", content_hash="2")
    store.stage([prepared(newer)])
    assert store.article("crane") == CRANE
    store.publish(["crane"], "hashing")
    assert store.article("crane") == newer
    assert store.retired_passages() == [p.id for p in prepared(CRANE).passages]
    store.drop_retired()
    assert store.retired_passages() == []


def test_every_change_a_reader_must_see_moves_the_generation(store: ArticleStore) -> None:
    seen = [store.generation]
    add(store, CRANE)
    seen.append(store.generation)
    store.retire(["crane"])
    seen.append(store.generation)
    assert seen == sorted(set(seen))


def test_retire_counts_what_was_there(store: ArticleStore) -> None:
    add(store, CRANE)
    assert store.retire(["crane", "unknown"]) == 1
    assert store.article("crane") is None


def test_a_failed_transaction_leaves_nothing(store: ArticleStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.stage([prepared(CRANE), prepared(CRANE)])
    assert store.staged(10) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query("q"), 2),
        (Query("q", since="2026-03-02"), 1),
        (Query("q", until="2026-03-02"), 1),
        (Query("q", since="2026-03-03"), 0),
        (Query("q", source="Herald"), 1),
        (Query("q", source="herald tribune"), 0),
    ],
)
def test_filters_are_inclusive_and_leave_undated_articles_out(
    store: ArticleStore, query: Query, count: int
) -> None:
    undated = replace(CRANE, id="undated", published="", source="Post", content_hash="3")
    add(store, CRANE, undated)
    assert store.count_matching(query) == count
    ids = [p.id for a in (CRANE, undated) for p in prepared(a).passages]
    assert len(store.matching(ids, query)) == count


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "articles.sqlite3").write_text("not a database at all " * 50)
    with pytest.raises(StoreError, match="cannot be used: file is not a database"):
        ArticleStore(tmp_path / "articles.sqlite3")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "articles.sqlite3")
    store._db.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreError, match="a newer newsdesk"):
        ArticleStore(tmp_path / "articles.sqlite3")
