"""The command line on the small models."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from retrieval.engine import Engine
from retrieval.settings import Settings
from retrieval.values import Answer
from tests.bot.examples import make_answer

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, engine_factory: Callable[[Path], Engine]) -> Run:
    """Runs a command line on the data folder `tmp_path`/data."""

    def build(settings: Settings) -> Engine:
        return engine_factory(settings.data)

    def run_(*args: str, stdin: str = "", **options: Any) -> Result:
        command = ["--data", str(tmp_path / "data"), *args]
        return CliRunner().invoke(cli, command, input=stdin, obj=build, prog_name="newsdesk", **options)

    return run_


def newsdesk(data: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with the real models."""
    command = [sys.executable, "-m", "bot", "--data", str(data), *args]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, timeout=300)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the articles of seeds/; tests share it, and change none of these."""
    folder = tmp_path_factory.mktemp("seeds")
    done = newsdesk(folder, "ingest", "seeds")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("added ") and done.stdout.endswith(", rejected 0\n")
    return folder


@pytest.fixture
def run_news(news_engine: Engine, run: Run) -> Run:
    """The same, with the articles "harbour", "glacier" and "cup" in the folder."""
    news_engine.close()
    return run


@pytest.fixture
def answer() -> Answer:
    return make_answer()


@pytest.fixture
def refusal() -> Answer:
    return make_answer(refused=True)
