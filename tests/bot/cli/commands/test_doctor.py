import socket
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.doctor.machine import check_disk
from bot.cli.doctor.models import check_language_model
from bot.cli.doctor.network import check_feeds
from bot.cli.doctor.store import check_articles
from bot.cli.doctor.tokens import check_tokens
from retrieval.feeds.store import FeedStore
from retrieval.index.database import DATABASE
from retrieval.settings import Settings
from tests.bot.conftest import newsdesk
from tests.chat_server import fails, says, serving


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    data, cache = check_disk(Settings(data=tmp_path / "file" / "news", cache=tmp_path / "new"))
    assert (data.state, cache.state != "missing") == ("missing", True)
    assert "set NEWSDESK_DATA to another folder" in data.finding
    assert not (tmp_path / "new").exists()


def test_a_folder_without_articles_is_not_made(tmp_path: Path) -> None:
    (result,) = check_articles(Settings(data=tmp_path / "news"))
    assert result.state == "warning" and "newsdesk ingest" in result.finding
    assert not (tmp_path / "news").exists()


@pytest.mark.parametrize(
    ("secret", "state"), [("", "ok"), ("not-a-token", "missing"), ("a" * 24 + ".b1c2d3." + "e" * 27, "ok")]
)
def test_a_token_is_told_of_and_never_shown(secret: str, state: str) -> None:
    (result,) = check_tokens(Settings(discord_token=secret))  # type: ignore[arg-type]
    assert result.state == state
    assert not secret or secret not in result.line()


def test_a_language_model_is_asked_for_a_word() -> None:
    with serving(says("yes"), fails(401)) as server:
        settings = Settings(model="local", model_url=server.url)
        (answers,), (refuses,) = check_language_model(settings), check_language_model(settings)
    assert (answers.state, refuses.state) == ("ok", "missing")
    assert answers.finding.startswith("local answered in ") and "refuses the key" in refuses.finding


def test_the_hosts_of_the_feeds_are_tried(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, and never listening
        with closing(FeedStore(tmp_path / DATABASE)) as store:
            for sock in (listening, closed):
                store.add(f"http://127.0.0.1:{sock.getsockname()[1]}/rss", timedelta(hours=1))
        results = list(check_feeds(Settings(data=tmp_path)))
    assert sorted(result.state for result in results) == ["ok", "warning"]


@pytest.mark.slow
def test_all_that_the_seeds_need_works(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = newsdesk(seeds, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    subjects = [line.split()[1] for line in done.stdout.splitlines()]
    assert {"articles", "embedder", "reranker", "reader", "verifier", "writer", "network"} <= set(subjects)
    assert "missing" not in {line.split()[0] for line in done.stdout.splitlines()}
