import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from bot.cli.ingest_output import ingest_all
from bot.cli.main import cli
from bot.render.progress import expected_articles, progress_bar
from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.ingest.pipeline import Report
from retrieval.settings import Settings, load_settings
from tests.bot.conftest import Run
from tests.feeds import article, item, rss
from tests.site import serve

TEXT = "The old crane on the west quay will open as a museum in June. The work costs three million euros."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two good articles, one twice, a broken line and a date that is none."""
    folder = tmp_path / "news"
    folder.mkdir()
    records = [
        {"id": "one", "title": "Crane", "text": TEXT, "published": "2026-03-02"},
        {"id": "two", "title": "Bridge", "text": TEXT.replace("crane", "bridge"), "published": "soon"},
        {"id": "one", "title": "Crane", "text": TEXT, "published": "2026-03-02"},
    ]
    lines = [*map(json.dumps, records), '{"id": "three"', '{"id": "four", "text": ""}']
    (folder / "a.jsonl").write_text("\n".join(lines))
    return folder


def test_a_summary_and_a_line_for_each_that_wants_a_look(run: Run, news: Path) -> None:
    result = run("ingest", str(news))
    assert result.exit_code == 0
    assert result.stdout == "added 2, updated 0, duplicate 1, rejected 2\n"
    told = result.stderr.splitlines()
    assert len(told) == 3
    assert told[0].startswith(f"{news}/a.jsonl:2: ") and "'soon'" in told[0]
    assert told[1].startswith(f"{news}/a.jsonl:4: not JSON")
    assert told[2] == f'{news}/a.jsonl:5: "text" is empty'


def test_without_vectors_articles_are_citable_and_the_next_ingest_makes_them(run: Run, news: Path) -> None:
    run("ingest", "--no-vectors", str(news))
    assert run("articles", "status").stdout == "2 articles, 2 passages\n0 % of passages have vectors\n"
    assert "museum" in run("ask", "What will the old crane open as?").stdout
    run("ingest", str(news))
    assert run("articles", "status").stdout.endswith("\n100 % of passages have vectors\n")


def test_again_changes_nothing_and_is_done(run: Run, news: Path) -> None:
    run("ingest", str(news))
    result = run("ingest", str(news))
    assert (result.exit_code, result.stdout) == (0, "added 0, updated 0, duplicate 3, rejected 2\n")


def test_the_summary_as_json(run: Run, news: Path) -> None:
    found = json.loads(run("ingest", "--json", str(news)).stdout)
    assert {name: found[name] for name in ("added", "updated", "duplicate", "rejected")} == {
        "added": 2,
        "updated": 0,
        "duplicate": 1,
        "rejected": 2,
    }
    assert found["rejections"][1] == {"origin": f"{news}/a.jsonl:5", "reason": '"text" is empty'}
    assert [notice["origin"] for notice in found["notices"]] == [f"{news}/a.jsonl:2"]
    assert "articles" not in found


def test_verbose_names_every_article(run: Run, news: Path) -> None:
    result = run("ingest", "--verbose", "--json", str(news))
    assert "added one  “Crane”\n" in result.stderr and "duplicate one  “Crane”\n" in result.stderr
    assert [a["id"] for a in json.loads(result.stdout)["articles"]] == ["one", "two", "one"]


def test_several_sources(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The last ferry was sold on Friday. Its crew found other work.")
    result = run("ingest", str(news / "a.jsonl"), str(tmp_path / "b.txt"))
    assert result.stdout.startswith("added 3,")


def test_an_empty_folder_and_only_bad_articles_are_failures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.jsonl").write_text('{"text": ""}\n')
    for source in ("empty", "bad.jsonl"):
        result = run("ingest", str(tmp_path / source))
        assert result.exit_code == 1 and str(tmp_path / source) in result.stderr
        assert result.stdout == "added 0, updated 0, duplicate 0, rejected 1\n"


def test_a_source_that_is_not_there_stops_before_anything_goes_in(run: Run, news: Path) -> None:
    result = run("ingest", str(news), "/no/such.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "newsdesk: /no/such.txt: no such file or folder\n"
    assert run("articles", "list").stdout == ""


@pytest.mark.parametrize("url", ["ftp://x", "FILE:///etc/passwd", "gopher://x"])
def test_an_address_that_is_not_of_the_web_is_wrong_use(run: Run, news: Path, url: str) -> None:
    result = run("ingest", str(news), url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"newsdesk: {url}: only http:// and https:// addresses are fetched\n"


def test_a_page_a_feed_and_what_cannot_be_had(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_ALLOW_HOSTS", "127.0.0.1")
    with serve() as site:
        site.pages["/page"] = article("North quay")
        site.pages["/feed"] = rss(item(site.url("/page"), "North quay"), item(site.url("/b"), "B", TEXT))
        result = run("ingest", str(news), site.url("/page"), site.url("/feed"), site.url("/none"))
    assert result.stdout == "added 4, updated 1, duplicate 1, rejected 3\n"  # the feed knows the page's date
    assert f"{site.url('/none')}: answers 404 Not Found\n" in result.stderr
    assert run("ingest", "http://127.0.0.1:1/").exit_code == 1


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (StoreError("cannot write: no space left"), 1, "newsdesk: cannot write: no space left\n"),
        (KeyboardInterrupt(), 130, "newsdesk ingest: interrupted; run the same command again to go on\n\n"),
    ],
)
def test_what_was_stored_before_it_broke_off_is_told(
    run: Run,
    news: Path,
    tmp_path: Path,
    engine_factory: Callable[[Path], Engine],
    error: BaseException,
    code: int,
    line: str,
) -> None:
    class BreaksOff(Engine):
        def ingest(self, offered: object, *, vectors: bool = True) -> Iterator[Report]:  # type: ignore[override]
            reports = super().ingest(offered, vectors=vectors)  # type: ignore[arg-type]
            yield from (report for report in reports if isinstance(report, Report))
            raise error

    def build(settings: Settings) -> Engine:
        return BreaksOff(**vars(engine_factory(settings.data)))

    command = ["--data", str(tmp_path / "data"), "ingest", str(news)]
    result = CliRunner().invoke(cli, command, obj=build, prog_name="newsdesk")
    assert result.exit_code == code and result.stderr.endswith(line)
    assert result.stdout == "added 2, updated 0, duplicate 1, rejected 2\n"
    assert run("articles", "list").stdout.count("\n") == 2


def test_hostile_file_names_and_titles_do_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    record = {"id": "x", "title": "\x1b]8;;evil\x07[red]T", "text": TEXT, "published": "\x1b[2J"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    result = run("ingest", "--verbose", str(tmp_path / "a.jsonl"))
    assert result.stdout.startswith("added 1")
    assert "\x1b" not in result.stderr and "\x07" not in result.stderr and "[red]T" in result.stderr


def test_a_progress_bar_in_a_terminal_only(
    engine: Engine, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest_all(engine, [str(news)], load_settings(), verbose=False, as_json=False)
    assert "Ingesting" not in capsys.readouterr().err
    terminal = Console(stderr=True, force_terminal=True, width=100, highlight=False)
    monkeypatch.setattr("bot.cli.ingest_output.make_console", lambda stderr: terminal)
    ingest_all(engine, [str(news)], load_settings(), verbose=False, as_json=False)
    shown = capsys.readouterr()
    assert "Ingesting" in shown.err and "a.jsonl:4: not JSON" in shown.err
    assert shown.out == "added 0, updated 0, duplicate 3, rejected 2\n"


def test_articles_are_expected_a_line_or_a_file_each(news: Path, tmp_path: Path) -> None:
    (news / "b.txt").write_text("x")
    (news / "c.csv").write_text("text\na\nb\n")
    assert list(expected_articles([news]).values()) == [5, 1, 3]
    assert expected_articles([tmp_path / "none"]) == {}


def bar(steps: list[tuple[int, int]], total: int) -> str:
    console = Console(file=StringIO(), force_terminal=True, width=100)
    with progress_bar(console, "Doing", total) as advance:
        for step in steps:
            advance(*step)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_bar_forgets_what_does_not_come_and_takes_what_comes_on_top() -> None:
    assert "2/6" in bar([(2, 4)], total=10)
    assert "5/5" in bar([(5, 0)], total=2)
    assert "3/3" in bar([(3, 0)], total=0)
