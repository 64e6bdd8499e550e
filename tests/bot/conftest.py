"""The command line on the small models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from retrieval.engine import Engine
from retrieval.settings import Settings
from retrieval.types import Answer
from tests.bot.examples import make_answer

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
