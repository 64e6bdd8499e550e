"""A signal ends the process within five seconds, whatever is still at work in its threads."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.discord_double import Discord

ROOT = Path(__file__).parents[3]
LAUNCHER = """
import asyncio, json, os, sys, time
from dataclasses import dataclass
from pathlib import Path
import discord, yarl
from discord.gateway import DiscordWebSocket
from bot.discord.bot import create_bot
from bot.discord.run import run_bot
from bot.discord.token import Token
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.conftest import make_engine

told = json.loads(os.environ["DOUBLE"])
discord.http.Route.BASE = told["base"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(told["gateway"])

def work(seconds=60):
    print("at work", flush=True)
    time.sleep(seconds)

@dataclass(frozen=True)
class Slow(Engine):
    def warm(self):
        if told["where"] == "loading":
            work()

def make_bot(content):
    bot = create_bot(Slow(**vars(make_engine(Path(told["folder"])))), Settings(data=told["folder"]))
    async def on_ready():
        if told["where"] == "beside":
            await asyncio.to_thread(work)
    bot.add_listener(on_ready)
    return bot

run_bot(make_bot, Token(told["token"], "the test"))
"""


@pytest.mark.parametrize("where", ["loading", "beside"])
async def test_a_signal_is_obeyed_though_a_thread_is_at_work(
    discord_: Discord, tmp_path: Path, where: str
) -> None:
    told = {"base": discord_.base, "gateway": discord_.gateway.url, "token": discord_.world.token}
    double = json.dumps(told | {"folder": str(tmp_path), "where": where})
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LAUNCHER),
        env=os.environ | {"DOUBLE": double, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        assert await asyncio.wait_for(process.stdout.readline(), 120) == b"at work\n"
        process.send_signal(signal.SIGTERM)
        started = time.monotonic()
        _, log = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 0 and time.monotonic() - started < 5, log.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
