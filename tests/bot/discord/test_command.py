"""The real `newsdesk discord` in a process of its own, over real sockets."""

import asyncio
import json
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.discord_double import Discord
from tests.discord_double.interactions import shown

ROOT = Path(__file__).parents[3]
LAUNCHER = """
import json, os, sys
import yarl
told = json.loads(os.environ.pop("DOUBLE"))
if told["zlib"]:
    sys.modules["zstandard"] = None  # what discord.py takes where it is installed
import discord
from discord.gateway import DiscordWebSocket
sys.modules.pop("zstandard", None)
discord.http.Route.BASE = told["base"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(told["gateway"])
from bot.__main__ import main
main()
"""
"""Points discord.py at the double, which only a test may, and runs the command."""
ISTANBUL = "who proposed Istanbul talks?"


@asynccontextmanager
async def newsdesk(
    double: Discord, data: Path, *args: str, token: str = "", zlib: bool = False
) -> AsyncIterator[asyncio.subprocess.Process]:
    told = json.dumps({"base": double.base, "gateway": double.gateway.url, "zlib": zlib})
    environment = os.environ | {"DOUBLE": told, "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT)}
    environment["NEWSDESK_DISCORD_TOKEN"] = token or double.world.token
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LAUNCHER, "--data", str(data), "discord", *args),
        cwd=data,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("zlib", [False, True], ids=["zstd-stream", "zlib-stream"])
async def test_the_real_bot_answers_from_the_seeds_and_leaves_on_a_signal(
    discord_: Discord, seeds: Path, zlib: bool
) -> None:
    async with newsdesk(discord_, seeds, zlib=zlib) as process:
        await discord_.wait(lambda: discord_.gateway.live, "the bot", 120)
        asked = await (await discord_.slash("alice", "general", "ask", question=ISTANBUL)).done(120)
        await discord_.wait(lambda: "Putin" in asked.text, "the answer", 120)
        assert re.search(r"searched \d+ articles, newest <t:\d+:R>", asked.text)
        assert asked.after is not None and asked.after < 3
        reply = await discord_.answer_to(await discord_.write("bob", "When was the Kessel Bridge shut?"), 60)
        assert "Kessel Bridge" in shown(reply)
        assert asked.original
        page = await (await discord_.click("bob", asked.original, "Sources")).done()
        assert "**Against that background" in page.text
        process.send_signal(signal.SIGTERM)
        started = time.monotonic()
        _, log = await process.communicate()
        assert process.returncode == 0 and time.monotonic() - started < 10, log.decode()
    assert discord_.gateway.modes == ["zlib-stream" if zlib else "zstd-stream"]
    assert discord_.world.token not in log.decode() and b"Traceback" not in log and b"voice" not in log


@pytest.mark.slow
async def test_without_the_intent_it_starts_all_the_same_and_says_so(discord_: Discord, seeds: Path) -> None:
    discord_.gateway.allowed = 0
    async with newsdesk(discord_, seeds) as process:
        await discord_.wait(lambda: discord_.gateway.live, "the bot", 120)
        process.send_signal(signal.SIGTERM)
        _, log = await process.communicate()
    assert process.returncode == 0 and b"does not allow this application the message content" in log


@pytest.mark.slow
async def test_a_refused_token_is_one_line_without_the_token(discord_: Discord, seeds: Path) -> None:
    wrong = "AAAAAAAAAAAAAAAAAAAAAAAA.BBBBBB.CCCCCCCCCCCCCCCCCCCCCCCCCCC"
    async with newsdesk(discord_, seeds, token=wrong) as process:
        out, log = await process.communicate()
    assert process.returncode == 78 and out == b""
    assert (
        log.decode()
        .splitlines()[-1]
        .startswith(
            "newsdesk: Discord refuses the token from NEWSDESK_DISCORD_TOKEN; set NEWSDESK_DISCORD_TOKEN, or"
        )
    )
    assert wrong not in log.decode() and b"Traceback" not in log
