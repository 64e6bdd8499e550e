"""The Discord bot under load: 50 guilds and 2,000 questions over real sockets, then the real engine.

`make bench` runs it; `python -m tests.bench_discord --questions 200 --seconds 12` is a short one.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.chat.queue import QueueLimits
from bot.discord.bot import create_bot
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.ingest.loaders import read
from retrieval.settings import Settings, load_settings
from tests.bot.discord.engines import TimedEngine
from tests.discord_double import Discord, Interaction
from tests.discord_double.connecting import connected

ROOT = Path(__file__).parent.parent
GUILDS, USERS = 50, 20
STUB_SECONDS = 0.3
WORKERS = 8
"""For the stub, which sleeps: 2,000 questions of 0.3 s in 120 s keep five busy."""
HEARTBEAT_MS = 5_000
"""Discord asks for one in 41 s; a shorter one shows sooner that the event loop is late."""
QUESTIONS = (
    "who proposed Istanbul talks?",
    "When was the Kessel Bridge closed?",
    "how much will the repairs of the bridge cost?",
    "who won the Champions League final?",
    "which parrot won the opera contest in Lima?",
)


def bench_discord(questions: int = 2_000, seconds: float = 120.0, real: int = 40) -> None:
    """Print every figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(load_settings(data=Path(folder)))
        list(engine.ingest(read(ROOT / "seeds")))
        engine.warm()
        stub = TimedEngine(**vars(engine), seconds=STUB_SECONDS)
        asyncio.run(_bench_stub(stub, questions, seconds))
        asyncio.run(_bench_real(engine, real))
        engine.close()


async def _bench_stub(engine: Engine, questions: int, seconds: float) -> None:
    random.seed(5)
    async with Discord() as discord:
        channels = _furnish(discord)
        with discord.pointed_at():
            settings = Settings(data=engine.index.folder)
            bot = create_bot(engine, settings, limits=QueueLimits(workers=WORKERS))
            async with connected(discord, bot):
                began, lateness = time.monotonic(), []
                watching = asyncio.create_task(_watch(lateness))
                asked = await _ask_over(discord, bot, channels, questions, seconds)
                for one in asked:
                    await one.done(60)
                took = time.monotonic() - began
                watching.cancel()
        _tell_stub(discord, asked, took, lateness)


def _furnish(discord: Discord) -> list[str]:
    """Guilds with a channel each; the users are the same everywhere."""
    discord.gateway.heartbeat_ms = HEARTBEAT_MS
    discord.rest.contract = None  # what is sent is held to the contract in the tests; here time counts
    for n in range(USERS):
        discord.world.user(f"user{n}")
    guilds = [discord.world.guild(f"guild {n}") for n in range(GUILDS)]
    return [discord.world.channel(f"news-{guild.id}", guild)["id"] for guild in guilds]


async def _ask_over(
    discord: Discord, bot: NewsBot, channels: list[str], questions: int, seconds: float
) -> list[Interaction]:
    """Spread evenly over the time, each by a user and in a guild at random."""
    began, asked = time.monotonic(), []
    for n in range(questions):
        await asyncio.sleep(max(0.0, began + seconds * n / questions - time.monotonic()))
        bot.services.cooldowns.clear()  # few users stand for many
        user, channel = f"user{random.randrange(USERS)}", random.choice(channels)
        asked.append(await discord.slash(user, channel, "ask", question=f"what happened on day {n}?"))
    return asked


async def _watch(lateness: list[float]) -> None:
    """How late the event loop wakes a sleeper; the double and the bot share it."""
    while True:
        due = time.monotonic() + 0.05
        await asyncio.sleep(0.05)
        lateness.append(time.monotonic() - due)


def _tell_stub(discord: Discord, asked: list[Interaction], took: float, lateness: list[float]) -> None:
    deferred = [one.after for one in asked if one.after is not None]
    answered = [one for one in asked if "do not answer" in one.text]
    busy = [one for one in asked if "too many questions" in one.text]
    beats = took * 1000 / HEARTBEAT_MS
    _say("discord: questions", f"{len(asked):,}")
    _say("discord: answered", f"{len(answered):,}")
    _say("discord: told to come back", f"{len(busy):,}")
    _say("discord: lost", str(len(asked) - len(answered) - len(busy)), "0")
    _say("discord: seconds in all", f"{took:.0f}")
    _say("discord: defer, p50 ms", f"{1000 * statistics.median(deferred):.0f}")
    _say("discord: defer, p99 ms", f"{1000 * _quantile(deferred, 0.99):.0f}", "at most 500")
    _say("discord: loop late, p99 ms", f"{1000 * _quantile(lateness, 0.99):.0f}")
    _say("discord: heartbeats", f"{len(discord.gateway.heartbeats)}", f"at least {int(beats) - 1}")
    _say("discord: connections", str(len(discord.gateway.modes)), "1")


async def _bench_real(engine: Engine, questions: int) -> None:
    """All at once, so that the line is seen."""
    async with Discord() as discord:
        channels = _furnish(discord)
        with discord.pointed_at():
            bot = create_bot(engine, Settings(data=engine.index.folder))
            async with connected(discord, bot):
                began = time.monotonic()
                asked = [
                    await discord.slash(
                        f"user{n % USERS}", channels[n % GUILDS], "ask", question=QUESTIONS[n % 5]
                    )
                    for n in range(questions)
                ]
                await asyncio.sleep(2.5)
                seen = [one.text for one in asked if "in line" in one.text]
                longest = bot.services.queue.waiting
                await discord.wait(
                    lambda: all(one.original and one.original["embeds"] for one in asked), "all", 300
                )
                took = time.monotonic() - began
    deferred = [one.after for one in asked if one.after is not None]
    _say("discord, real: questions", str(questions))
    _say("discord, real: a second", f"{questions / took:.2f}")
    _say("discord, real: in line after 2.5 s", str(longest))
    _say("discord, real: saw their place", str(len(seen)))
    _say("discord, real: defer, p99 ms", f"{1000 * _quantile(deferred, 0.99):.0f}", "at most 500")


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[int(share * (len(ordered) - 1))]


def _say(name: str, value: str, goal: str = "") -> None:
    sys.stdout.write(f"{name:<36}{value:>10}  {goal}".rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench_discord")
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--real", type=int, default=40, help="questions to the real engine")
    options = parser.parse_args()
    bench_discord(options.questions, options.seconds, options.real)
