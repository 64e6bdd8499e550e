import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from retrieval.engine import Engine
from retrieval.errors import FolderLockedError, Remedy, StoreError
from tests.bot.conftest import Run

HEAVY = {
    *("chromadb", "langchain", "langchain_core", "langchain_chroma", "sentence_transformers", "torch"),
    *("transformers", "onnxruntime", "tantivy", "dateparser", "rich", "prompt_toolkit"),
    *("pydantic", "numpy", "discord", "aiohttp", "sqlalchemy", "alembic"),
}


@pytest.mark.parametrize("line", ["--help", "ask --help", "articles show --help", "--version"])
def test_help_imports_nothing_heavy(line: str) -> None:
    code = (
        "import sys\n"
        "from bot.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *line.split()]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "newsdesk" in found.stdout
    assert HEAVY & set(found.stderr.split()) == set()


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).stdout
    assert all(f"\n  {name} " in shown for name in ("ask", "articles", "ingest", "reindex", "repl"))


def test_without_a_command_the_help_is_shown_as_wrong_use() -> None:
    result = CliRunner().invoke(cli, [], prog_name="newsdesk")
    assert result.exit_code == 2 and result.stderr.startswith("Usage: newsdesk")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["aks"], "newsdesk: no such command 'aks'. Did you mean 'ask'? See `newsdesk --help`.\n"),
        (["ask"], "newsdesk ask: missing argument 'QUESTION|-'. See `newsdesk ask --help`.\n"),
        (["articles", "lst"], "newsdesk articles: no such command 'lst'. Did you mean 'list'?"),
        (["ask", "x", "--untill", "y"], "newsdesk ask: no such option '--untill'. Did you mean '--until'?"),
        (["articles", "list", "--limit", "0"], "newsdesk articles list: invalid value for '--limit'"),
    ],
)
def test_wrong_use_is_one_line_with_a_hint(run: Run, args: list[str], message: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message) and result.stderr.count("\n") == 1


def test_data_is_taken_before_and_after_the_command(run_news: Run, tmp_path: Path) -> None:
    assert run_news("articles", "list").stdout.count("\n") == 3
    for args in (
        ["articles", "list", "--data", str(tmp_path / "other")],
        ["articles", "--data", str(tmp_path / "other"), "list"],
    ):
        assert run_news(*args).stdout == ""
    assert (tmp_path / "other" / "articles.sqlite3").is_file()


def test_the_folder_may_come_from_the_environment(
    news_engine: Engine, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_DATA", str(tmp_path / "data"))
    result = CliRunner().invoke(cli, ["articles", "list"], obj=lambda settings: news_engine)
    assert result.stdout.count("\n") == 3


def test_an_unknown_setting_is_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_TRESHOLD", "0.2")
    result = run("articles", "list")
    assert result.exit_code == 2
    assert result.stderr == (
        "newsdesk: unknown environment variable NEWSDESK_TRESHOLD;"
        " the nearest known one is NEWSDESK_THRESHOLD\n"
    )


def test_a_folder_that_cannot_be_used_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("articles", "list", "--data", str(tmp_path / "file" / "inside"))
    assert result.exit_code == 1
    assert result.stderr.startswith("newsdesk: the data folder") and result.stderr.count("\n") == 1


class BrokenBodyError:
    """An engine that cannot be built."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, settings: object) -> Engine:
        raise self.error


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (FolderLockedError("another newsdesk\nis writing"), 1, "newsdesk: another newsdesk is writing\n"),
        (KeyError("x"), 1, "newsdesk: unexpected KeyError: 'x'; run it again with --debug to see where\n"),
        (
            StoreError("the indexes have lost passages; make them again", Remedy.REINDEX),
            1,
            "newsdesk: the indexes have lost passages; make them again: `newsdesk reindex`\n",
        ),
        (KeyboardInterrupt(), 130, "\n"),
    ],
)
def test_whatever_happens_leaves_as_one_line(
    error: BaseException, code: int, line: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(
        cli, ["--data", str(tmp_path), "reindex"], obj=BrokenBodyError(error), prog_name="newsdesk"
    )
    assert (result.exit_code, result.stderr, result.stdout) == (code, line, "")


@pytest.mark.parametrize("args", [["--debug", "reindex"], ["reindex", "--debug"]])
def test_debug_lets_the_traceback_through(args: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli, [*args, "--data", str(tmp_path)], obj=BrokenBodyError(FolderLockedError("busy"))
    )
    assert isinstance(result.exception, FolderLockedError) and result.exit_code == 1


def test_a_reader_that_leaves_is_no_error(run_news: Run, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom bot.cli.main import cli\nfrom tests.conftest import make_engine\n"
        "cli(['articles', 'list', '--json'], obj=lambda settings: make_engine(settings.data))"
    )
    found = subprocess.run(
        ["bash", "-c", '"$PYTHON" -W error -c "$CODE" | head -c 0; exit ${PIPESTATUS[0]}'],
        env=os.environ | {"PYTHON": sys.executable, "CODE": code, "NEWSDESK_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert (found.returncode, found.stderr) == (141, "")


@pytest.mark.parametrize(
    ("module", "line", "extra"),
    [
        ("discord", ["discord", "--check"], "discord"),
        ("scipy", ["evaluate", "seeds/questions.jsonl"], "evaluate"),
        ("pythonjsonlogger", ["watch", "--once"], "watch"),
    ],
)
def test_a_missing_extra_is_named(module: str, line: list[str], extra: str, tmp_path: Path) -> None:
    code = f"import sys\nsys.modules[{module!r}] = None\nfrom bot.__main__ import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, *line, "--data", str(tmp_path)],
        env=os.environ | {"NEWSDESK_DISCORD_TOKEN": "x"},
        capture_output=True,
        text=True,
    )
    message = f"newsdesk: this needs a package that is missing; install newsdesk[{extra}]\n"
    assert (done.returncode, done.stderr) == (1, message)
