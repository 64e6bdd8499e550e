from dataclasses import replace

import pytest

from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser, Coverage
from retrieval.values import Query
from tests.conftest import ARTICLES


@pytest.mark.parametrize(
    ("query", "coverage"),
    [
        (Query(""), Coverage(3, "2026-03-02")),
        (Query("", until="2026-02-01"), Coverage(2, "2026-01-15T08:00:00Z")),
        (Query("", source="Herald", until="2026-02-01"), Coverage(1, "2025-11-30")),
        (Query("", source="Gazette"), Coverage(0, "")),
    ],
)
def test_how_much_is_searched(news_engine: Engine, query: Query, coverage: Coverage) -> None:
    catalogue = ArticleBrowser(news_engine.index.folder)
    assert catalogue.coverage(query) == coverage
    catalogue.close()


def test_the_newest_come_first_and_those_without_a_date_last(news_engine: Engine) -> None:
    list(news_engine.ingest([replace(ARTICLES[0], id="undated", url="", published="", text="Old news.")]))
    catalogue = ArticleBrowser(news_engine.index.folder)
    assert catalogue.latest(Query(""), 9) == ["harbour", "glacier", "cup", "undated"]
    assert catalogue.latest(Query("", source="Herald", since="2026-01-01"), 9) == ["harbour"]
    catalogue.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CRANE museum", ["harbour"]),
        ("the", ["cup"]),
        ("", ["harbour", "glacier", "cup"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("zeppelin", []),
    ],
)
def test_by_words_of_the_title(news_engine: Engine, words: str, found: list[str]) -> None:
    catalogue = ArticleBrowser(news_engine.index.folder)
    assert [titled.id for titled in catalogue.titled(words, 9)] == found
    catalogue.close()
