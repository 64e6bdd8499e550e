"""Folders of the newsdesks before: what they hold is read as it was, and the tables are those of now."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.chat.store.answers import AnswerStore
from bot.chat.store.feedback import FeedbackStore
from retrieval.conversation.memory import Memory
from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.feeds import FeedStore
from retrieval.index.articles import ArticleStore
from retrieval.index.database import DATABASE, Database
from retrieval.index.migrate import HEAD
from retrieval.index.selection import ArticleSelection
from retrieval.index.tables import metadata
from retrieval.index.versions import VersionStore
from retrieval.values import Turn
from tests.conftest import ARTICLES

VERSION_3 = (Path(__file__).parent / "former_version_3.sql").read_text(encoding="utf-8")
"""A dump of a folder that the last newsdesk without Alembic filled: four articles, one of them updated, one
a copy of it, a feed, a conversation, two answers with a vote each, of a chat."""
TO_VERSION_2 = """
CREATE TABLE told (article TEXT PRIMARY KEY, version INTEGER NOT NULL, story TEXT NOT NULL);
INSERT INTO told SELECT id, version, CASE id WHEN 'copy' THEN 'harbour' ELSE id END FROM articles;
CREATE TABLE story_bands (band INTEGER, article TEXT, PRIMARY KEY (band, article)) WITHOUT ROWID;
INSERT INTO story_bands SELECT band, id FROM bands JOIN articles USING (version);
DROP TABLE bands;
DROP TABLE stories;
ALTER TABLE told RENAME TO stories;
DROP INDEX staged;
DROP INDEX retired;
PRAGMA user_version = 2;
"""
TO_VERSION_1 = f"""{TO_VERSION_2}
DROP TABLE former;
ALTER TABLE articles DROP COLUMN modified;
PRAGMA user_version = 1;
"""
NOW = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture(params=["", TO_VERSION_2, TO_VERSION_1], ids=["version 3", "version 2", "version 1"])
def former(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder as a former newsdesk left it."""
    return make_former(tmp_path / "former", request.param)


def make_former(folder: Path, change: str = "") -> Path:
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.executescript(VERSION_3 + change)
    return folder


def shape(database: Database) -> dict[str, object]:
    """Return the columns, the indexes and the foreign keys of each table."""
    with database.reading() as connection:
        inspector = inspect(connection)
        return {
            table: (
                sorted((c["name"], str(c["type"]), str(c["default"])) for c in inspector.get_columns(table)),
                sorted((i["name"], *i["column_names"]) for i in inspector.get_indexes(table)),
                [(k["constrained_columns"], k["referred_table"]) for k in inspector.get_foreign_keys(table)],
            )
            for table in inspector.get_table_names()
        }


def test_an_older_folder_gets_the_tables_of_a_new_one(former: Path, tmp_path: Path) -> None:
    with closing(Database(former / DATABASE)) as older, closing(Database(tmp_path / "new.sqlite3")) as new:
        assert shape(older) == shape(new)
        with older.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")) == 0


def test_its_articles_are_found_with_their_stories_and_addresses(former: Path) -> None:
    with closing(Database(former / DATABASE)) as database:
        store = ArticleStore(database)
        assert {a.id for a in store.articles()} == {"harbour", "copy", "glacier", "cup"}
        crane = store.article("harbour")
        assert crane and "museum in May" in crane.text and crane.language == ""
        assert store.counts() == (4, 4) and len(store.sentences("cup")) == 3
        assert (store.stories.others("harbour"), store.stories.others("cup")) == (("copy",), ())
        assert VersionStore(database).unplaced(9) == []
        assert ArticleSelection(database).ids_at("https://example.org/post/crane") == ["copy"]


def test_its_former_versions_feeds_conversations_answers_and_votes_are_kept(tmp_path: Path) -> None:
    folder = make_former(tmp_path / "former")
    with closing(Database(folder / DATABASE)) as database:
        store = ArticleStore(database)
        (version,) = store.former("harbour")
        assert "museum in June" in version.text
        with (
            closing(AnswerStore(folder, store)) as answers,
            closing(FeedbackStore(folder, store)) as feedback,
        ):
            kept = answers.get("cup")
            assert kept and {c.evidence.article.id for c in kept.answer.citations} == {"cup"}
            assert answers.at_message(103) == "cup" and len(feedback.votes()) == 2
    with closing(FeedStore(folder / DATABASE, lambda: NOW + timedelta(hours=1))) as feeds:
        assert [(f.url, f.source, f.articles) for f in feeds.all()] == [
            ("https://news.example/feed", "News", 1)
        ]
    with closing(Memory(folder / DATABASE)) as memory:
        assert memory.turns("thread") == (Turn("Who won the cup?", "Rovers."),)


def test_it_is_searched_and_written_to(tmp_path: Path, engine_factory: Callable[[Path], Engine]) -> None:
    engine = engine_factory(make_former(tmp_path / "former"))
    engine.index.reindex()  # the dump has no indexes
    list(engine.ingest([ARTICLES[1], ARTICLES[2]]))
    assert engine.index.articles.counts()[0] == 4
    engine.close()


def test_a_folder_with_feeds_alone_learns_what_it_lacks(tmp_path: Path) -> None:
    columns = "feed, key, fingerprint, outcome, whole, tries, taken, listed, PRIMARY KEY (feed, key)"
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        db.execute(f"CREATE TABLE feed_entries ({columns}) WITHOUT ROWID")
    with closing(FeedStore(tmp_path / DATABASE)) as feeds:
        assert feeds.add("https://news.example/feed", timedelta(hours=1)) and len(feeds.due()) == 1


def test_a_newer_folder_is_left_alone(tmp_path: Path) -> None:
    with closing(Database(tmp_path / DATABASE)) as database, database.changing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (tmp_path / DATABASE).read_bytes()
    for opened in (Database, FeedStore, Memory):
        with pytest.raises(StoreError, match="made by a newer newsdesk; update newsdesk"):
            opened(tmp_path / DATABASE)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_a_former_newsdesk_leaves_a_folder_of_now_alone(tmp_path: Path) -> None:
    make_former(tmp_path / "former")
    for path in (tmp_path / "former" / DATABASE, tmp_path / "new.sqlite3"):
        Database(path).close()
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA user_version").fetchone()[0] > 3


def test_opening_a_folder_of_now_does_not_import_alembic(tmp_path: Path) -> None:
    code = (
        "import json, sys; from pathlib import Path; from retrieval.index.database import Database;"
        "Database(Path(sys.argv[1])).close(); Database(Path(sys.argv[1])).close();"
        "print(json.dumps(sorted(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / DATABASE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not {"alembic", "chromadb"} & set(json.loads(done.stdout))


def test_the_newest_revision_is_the_head() -> None:
    from alembic.script import ScriptDirectory

    import retrieval.index.migrations as migrations

    assert ScriptDirectory(migrations.__path__[0]).get_heads() == [HEAD]


def test_the_tables_can_be_made_in_postgresql_too() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
