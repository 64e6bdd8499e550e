from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from retrieval.settings import Settings, load_settings


def init(*lines: str) -> Result:
    return CliRunner().invoke(
        cli, ["init"], input="".join(f"{line}\n" for line in lines), prog_name="newsdesk"
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSDESK_DATA", raising=False)
    return tmp_path


def test_what_is_written_is_what_the_settings_read(folder: Path) -> None:
    data = r'C:\news "Zürich" 📰'
    result = init(data, "openai:gpt-4o-mini", "desk@example.org")
    assert result.exit_code == 0 and f"wrote {folder / 'newsdesk.toml'}" in result.output
    settings = load_settings(folder)
    assert (settings.data, settings.model) == (Path(data), "openai:gpt-4o-mini")
    assert "desk@example.org" in settings.user_agent


def test_three_times_enter_takes_the_defaults(folder: Path) -> None:
    assert init("", "", "").exit_code == 0
    assert load_settings(folder) == Settings()


def test_a_file_that_is_there_is_kept(folder: Path) -> None:
    (folder / "newsdesk.toml").write_text("threshold = 0.5\n")
    result = init("", "", "")
    assert result.exit_code == 2 and "is there already" in result.output
    assert (folder / "newsdesk.toml").read_text() == "threshold = 0.5\n"


def test_leaving_in_the_middle_writes_nothing(folder: Path) -> None:
    assert init("news").exit_code == 130
    assert list(folder.iterdir()) == []
