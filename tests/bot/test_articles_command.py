import json

import pytest

from retrieval.engine import Engine
from tests.bot.conftest import Run


def test_a_list_newest_first(run_news: Run) -> None:
    assert run_news("articles", "list").stdout.splitlines() == [
        "2026-03-02\tHerald\tharbour\tOld harbour crane to become a museum",
        "2026-01-15\tPost\tglacier\tGlacier lost nine metres in a summer",
        "2025-11-30\tHerald\tcup\tRovers win the island cup",
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--limit", "1"], ["harbour"]),
        (["--source", "herald"], ["harbour", "cup"]),
        (["--since", "2026-01-15"], ["harbour", "glacier"]),
        (["--source", "Herald", "--since", "2026", "--limit", "5"], ["harbour"]),
        (["--source", "Nobody"], []),
    ],
)
def test_a_list_of_some(run_news: Run, options: list[str], ids: list[str]) -> None:
    found = json.loads(run_news("articles", "list", "--json", *options).stdout)
    assert [article["id"] for article in found] == ids


def test_a_list_as_json_has_the_fields_of_the_contract(run_news: Run) -> None:
    assert json.loads(run_news("articles", "list", "--json", "--limit", "1").stdout) == [
        {
            "id": "harbour",
            "title": "Old harbour crane to become a museum",
            "url": "https://example.org/herald/crane",
            "published": "2026-03-02",
            "source": "Herald",
            "authors": [],
        }
    ]


def test_nothing_to_list_is_told_and_done(run: Run) -> None:
    result = run("articles", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "newsdesk: no such articles; `newsdesk ingest` adds some\n"


def test_show_numbers_the_sentences(run_news: Run) -> None:
    shown = run_news("articles", "show", "harbour").stdout
    assert shown.startswith("Old harbour crane to become a museum\nHerald, 2 March 2026 (")
    assert "id harbour, 4 sentences, 39 words\n" in shown
    assert "\n1\t0:61\tThe old crane on the west quay will open as a museum in June.\n" in shown


def test_show_text_is_the_stored_text_to_the_byte(news_engine: Engine, run: Run) -> None:
    stored = news_engine.index.articles.article("harbour")
    assert stored is not None
    assert run("articles", "show", "harbour", "--text").stdout_bytes == stored.text.encode()


def test_an_unknown_id_gets_the_nearest(run_news: Run) -> None:
    result = run_news("articles", "show", "harbor")
    assert result.exit_code == 2
    assert result.stderr == "newsdesk: no article has the id harbor; did you mean harbour?\n"


def test_remove(run_news: Run) -> None:
    assert run_news("articles", "remove", "harbour", "cup", "cup").stdout == "removed 2\n"
    assert [a["id"] for a in json.loads(run_news("articles", "list", "--json").stdout)] == ["glacier"]
    assert json.loads(run_news("ask", "Who scored for Rovers?", "--json").stdout)["refused"] is True


def test_remove_takes_all_or_none(run_news: Run) -> None:
    result = run_news("articles", "remove", "harbour", "zzz")
    assert result.exit_code == 2
    assert result.stderr == "newsdesk: no article has the id zzz; `newsdesk articles list` shows them\n"
    assert run_news("articles", "list").stdout.count("\n") == 3


def test_reindex_keeps_every_answer(run_news: Run) -> None:
    def answer() -> object:
        return json.loads(run_news("ask", "Who scored for Rovers?", "--json").stdout)["citations"]

    before = answer()
    result = run_news("reindex")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "reindexed 3 articles\n", "")
    assert answer() == before


def test_reindex_of_nothing(run: Run) -> None:
    assert run("reindex").stdout == "reindexed 0 articles\n"
