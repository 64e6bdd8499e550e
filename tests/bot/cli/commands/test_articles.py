import json
from pathlib import Path

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


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (["https://example.org/post/glacier"], ["harbour", "cup"]),
        (["https://EXAMPLE.org/post/glacier?utm_source=x", "cup"], ["harbour"]),
        (["--source", "herald", "--yes"], ["glacier"]),
        (["--until", "2026-01-15", "--yes"], ["harbour"]),
        (["--since", "2026-01-01", "--until", "2026-01-31", "--yes"], ["harbour", "cup"]),
        (["--since", "2026-01-01", "--source", "Herald", "--yes"], ["glacier", "cup"]),
    ],
)
def test_remove_by_address_source_and_days(run_news: Run, chosen: list[str], left: list[str]) -> None:
    assert run_news("articles", "remove", *chosen).stdout == f"removed {3 - len(left)}\n"
    assert [line.split("\t")[2] for line in run_news("articles", "list").stdout.splitlines()] == left


def test_many_are_removed_only_when_that_is_confirmed(run_news: Run) -> None:
    asked = run_news("articles", "remove", "--source", "Herald", stdin="n\n")
    assert asked.exit_code == 130 and "Remove 2 articles for good?" in asked.stderr
    assert run_news("articles", "list").stdout.count("\n") == 3
    assert run_news("articles", "remove", "--source", "Herald", stdin="y\n").stdout == "removed 2\n"


@pytest.mark.parametrize(
    "chosen",
    [
        [],
        ["cup", "--source", "Herald"],
        ["--expired", "cup"],
        ["https://example.org/none"],
        ["--source", "x"],
    ],
)
def test_a_choice_that_makes_no_sense_removes_nothing(run_news: Run, chosen: list[str]) -> None:
    assert run_news("articles", "remove", *chosen, "--yes").exit_code == 2
    assert run_news("articles", "list").stdout.count("\n") == 3


def test_what_has_expired_is_removed(run_news: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "NEWSDESK_KEEP_DAYS" in run_news("articles", "remove", "--expired", "--yes").stderr
    monkeypatch.setenv("NEWSDESK_KEEP_ARTICLES", "1")
    assert run_news("articles", "remove", "--expired", "--yes").stdout == "removed 2\n"
    assert "harbour" in run_news("articles", "list").stdout


def test_versions_show_what_each_update_changed(run: Run, tmp_path: Path) -> None:
    texts = (
        "Ten ships came. All are safe.",
        "Twelve ships came. All are safe.",
        "Twelve ships came. One is lost.",
    )
    for text in texts:
        (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "Ships", "text": text}))
        run("ingest", str(tmp_path / "a.jsonl"))
    lines = run("articles", "show", "a", "--versions").stdout.splitlines()
    assert [line for line in lines if not line.startswith("@")] == [
        "- Ten ships came.",
        "+ Twelve ships came.",
        "- All are safe.",
        "+ One is lost.",
    ]
    assert sum(line.startswith("@") for line in lines) == 2
    assert "All are safe" not in run("ask", "Are all ships safe?").stdout


def test_an_article_without_updates(run_news: Run) -> None:
    assert run_news("articles", "show", "cup", "--versions").stdout.startswith("cup has not changed since")
