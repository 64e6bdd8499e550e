import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.discord.check import check_all
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.discord_double import Discord

Build = Callable[[Settings], Engine]


@pytest.fixture
def build(engine_factory: Callable[[Path], Engine]) -> Build:
    return lambda settings: engine_factory(settings.data)


async def checked(
    settings: Settings, build: Build, capsys: pytest.CaptureFixture[str]
) -> tuple[bool, dict[str, str]]:
    """Whether the bot can run, and the lines by what they are about."""
    good = await asyncio.to_thread(check_all, settings, build)
    lines = capsys.readouterr().out.splitlines()
    return good, {line.split()[1]: f"{line.split()[0]}: {line[22:]}" for line in lines}


async def test_all_is_well_but_old(
    discord_: Discord, news_engine: Engine, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=news_engine.index.folder, discord_token=discord_.world.token)
    good, found = await checked(settings, build, capsys)
    assert good
    assert found["articles"].startswith("warning: 3 articles, stale: the newest is from ")
    assert found["token"] == "ok: from NEWSDESK_DISCORD_TOKEN, for newsdesk"
    assert found["intents"].startswith("ok: message content is allowed")
    assert found["permissions"] == "ok: all that is needed in “news”"
    assert found["invite"].startswith("ok: https://discord.com/oauth2/authorize?client_id=")
    assert "permissions=309237730304" in found["invite"]
    assert discord_.gateway.identified == []


async def test_everything_is_missing(
    discord_: Discord, tmp_path: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    good, found = await checked(Settings(data=tmp_path), build, capsys)
    assert not good
    assert found["articles"] == f"missing: none in {tmp_path}; run `newsdesk ingest` first"
    assert found["token"].startswith("missing: there is no Discord token; set NEWSDESK_DISCORD_TOKEN")


async def test_what_the_bot_may_not_do_is_named(
    discord_: Discord, news_engine: Engine, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    home = discord_.world.home
    home.roles[home.id]["permissions"] = str(1 << 10 | 1 << 11)
    discord_.routes.application_flags = 0
    settings = Settings(data=news_engine.index.folder, discord_token=discord_.world.token)
    good, found = await checked(settings, build, capsys)
    assert good  # it can run, if not well
    assert found["permissions"] == (
        "warning: in “news” I may not: create public threads, embed links, read message history,"
        " send messages in threads"
    )
    assert found["intents"].startswith("warning: message content is not switched on")


async def test_a_refused_token_is_not_shown(
    discord_: Discord, news_engine: Engine, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "A" * 24 + ".BBBBBB." + "C" * 27
    settings = Settings(data=news_engine.index.folder, discord_token=wrong)
    good, found = await checked(settings, build, capsys)
    assert not good and found["token"].startswith(
        "missing: Discord refuses the one from NEWSDESK_DISCORD_TOKEN"
    )
    assert wrong not in str(found)
