from pathlib import Path

import pytest

from retrieval.errors import UsageError
from retrieval.settings import load_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "THRESHOLD", "THREADS"):
        monkeypatch.delenv(f"NEWSDESK_{name}", raising=False)


def test_the_argument_wins_over_the_environment_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newsdesk.toml").write_text('threshold = 0.1\nthreads = 3\ndata = "in-file"\n')
    monkeypatch.setenv("NEWSDESK_THRESHOLD", "0.2")
    settings = load_settings(tmp_path, data=Path("given"), threads=None)
    assert (settings.data, settings.threshold, settings.threads) == (Path("given"), 0.2, 3)


def test_an_unknown_variable_names_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_TRESHOLD", "0.2")
    with pytest.raises(UsageError, match="NEWSDESK_TRESHOLD; the nearest known one is NEWSDESK_THRESHOLD"):
        load_settings(tmp_path)


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "newsdesk.toml").write_text("embeder = 'x'\n")
    with pytest.raises(UsageError, match="embeder; the nearest known one is embedder"):
        load_settings(tmp_path)


@pytest.mark.parametrize("value", ["high", "1.5"])
def test_a_wrong_value_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NEWSDESK_THRESHOLD", value)
    with pytest.raises(UsageError, match="setting threshold: input should be"):
        load_settings(tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "newsdesk.toml").write_text("threads = = 3")
    with pytest.raises(UsageError, match=r"newsdesk\.toml cannot be read as TOML"):
        load_settings(tmp_path)


@pytest.mark.parametrize("value", ["cheap", "[1]", "[-1, 2, 3]"])
def test_wrong_prices_are_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NEWSDESK_MODEL_PRICES", value)
    with pytest.raises(UsageError, match="model_prices"):
        load_settings(tmp_path)
