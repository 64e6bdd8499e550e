from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.errors import StoreError
from retrieval.index.articles import ArticleStore
from retrieval.index.database import Database, DatabaseError
from retrieval.index.selection import ArticleSelection
from retrieval.index.versions import VersionStore
from retrieval.ingest.passages import make_passages
from retrieval.text.sentences import split
from retrieval.values import Article, PreparedArticle, Query

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
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "articles.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> ArticleStore:
    return ArticleStore(database)


@pytest.fixture
def versions(database: Database) -> VersionStore:
    return VersionStore(database)


def add(versions: VersionStore, *articles: Article) -> None:
    versions.stage([prepared(a) for a in articles])
    versions.publish([a.id for a in articles])


def test_what_goes_in_comes_out(store: ArticleStore, versions: VersionStore) -> None:
    add(versions, CRANE)
    assert store.article("crane") == CRANE
    assert store.sentences("crane") == split(CRANE.text)
    (passage,) = prepared(CRANE).passages
    assert store.passages([passage.id, "unknown"]) == {passage.id: (passage, CRANE)}
    assert store.counts() == (1, 1)


def test_a_staged_article_is_not_seen(store: ArticleStore, versions: VersionStore) -> None:
    versions.stage([prepared(CRANE)])
    assert store.article("crane") is None
    assert store.passages([p.id for p in prepared(CRANE).passages]) == {}
    assert [p.article for p in versions.staged(10)] == [CRANE]


def test_a_new_version_replaces_the_old_one_in_one_step(store: ArticleStore, versions: VersionStore) -> None:
    add(versions, CRANE)
    newer = replace(CRANE, text="The crane stays shut.", content_hash="2")
    versions.stage([prepared(newer)])
    assert store.article("crane") == CRANE
    versions.publish(["crane"])
    assert store.article("crane") == newer
    assert versions.retired_passages() == [p.id for p in prepared(CRANE).passages]
    versions.drop_retired()
    assert versions.retired_passages() == []


def test_every_change_a_reader_must_see_moves_the_generation(
    store: ArticleStore, versions: VersionStore
) -> None:
    seen = [store.generation]
    add(versions, CRANE)
    seen.append(store.generation)
    versions.retire(["crane"])
    seen.append(store.generation)
    assert seen == sorted(set(seen))


def test_retire_counts_what_was_there(store: ArticleStore, versions: VersionStore) -> None:
    add(versions, CRANE)
    assert versions.retire(["crane", "unknown"]) == 1
    assert store.article("crane") is None


def test_a_failed_transaction_leaves_nothing(store: ArticleStore, versions: VersionStore) -> None:
    with pytest.raises(DatabaseError):
        versions.stage([prepared(CRANE), prepared(CRANE)])
    assert versions.staged(10) == []


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
    database: Database, versions: VersionStore, query: Query, count: int
) -> None:
    undated = replace(CRANE, id="undated", published="", source="Post", content_hash="3")
    add(versions, CRANE, undated)
    selection = ArticleSelection(database)
    assert selection.count_matching(query) == count
    ids = [p.id for a in (CRANE, undated) for p in prepared(a).passages]
    assert len(selection.matching(ids, query)) == count


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "articles.sqlite3").write_text("not a database at all " * 50)
    with pytest.raises(StoreError, match="cannot be used: file is not a database"):
        Database(tmp_path / "articles.sqlite3")


def test_the_language_is_kept(store: ArticleStore, versions: VersionStore) -> None:
    german = replace(CRANE, id="kran", language="de")
    add(versions, german, CRANE)
    assert store.article("kran") == german
    assert [p.article.language for batch in versions.live(9) for p in batch] == ["de", ""]


def test_absent_are_those_that_are_neither_live_nor_coming(
    store: ArticleStore, versions: VersionStore
) -> None:
    add(versions, CRANE, replace(CRANE, id="gone", content_hash="2"))
    versions.stage([prepared(replace(CRANE, id="coming", content_hash="3"))])
    versions.retire(["gone"])
    assert store.absent(["crane", "gone", "coming", "never"]) == {"gone", "never"}
    assert versions.removed() == ["gone"]


def test_every_spelling_of_an_address_finds_the_article(database: Database, versions: VersionStore) -> None:
    add(versions, replace(CRANE, url="https://Herald.example/crane?id=7&utm_source=mail#top"))
    selection = ArticleSelection(database)
    assert selection.ids_at("https://herald.example/crane?id=7") == ["crane"]
    assert selection.ids_at("https://herald.example/crane?id=8") == []
