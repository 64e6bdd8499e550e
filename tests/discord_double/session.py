"""A session to be read, word for word: `python -m tests.discord_double.session FILE`.

Two servers, four users, a feed and a restart, with the real engine on the articles of seeds/. DATA in the
environment names a folder in which they are already.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot.discord.bot import create_bot
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.ingest.loaders import read
from retrieval.settings import load_settings
from tests.discord_double import Discord
from tests.discord_double.connecting import connected
from tests.discord_double.gallery import INTERIM, SEEDS, clicked, command
from tests.discord_double.page import page
from tests.discord_double.payloads import JSON
from tests.feeds import article, item, rss
from tests.site import Site, serve

Scenes = AsyncIterator[tuple[str, JSON]]
QUAY = "How much will the repairs of the quay cost?"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serve() as site:
        settings = load_settings(data=Path(os.environ.get("DATA", folder)), allow_hosts=(site.host,))
        site.pages["/feed"] = rss(item(site.url("/quay"), "Quay to be mended", "A short teaser."))
        site.pages["/quay"] = article("Quay to be mended")
        engine = open_engine(settings)
        if "DATA" not in os.environ:
            list(engine.ingest(read(SEEDS)))
        told = asyncio.run(walk(engine, site, lambda: create_bot(engine, settings)))
        engine.close()
    Path(sys.argv[1]).write_text(page(told), encoding="utf-8")


async def walk(engine: Engine, site: Site, make: Callable[[], NewsBot]) -> list[tuple[str, JSON]]:
    async with Discord() as discord:
        for name in ("alice", "bob", "carol", "dan"):
            discord.world.user(name)
        discord.world.channel("lobby", discord.world.guild("Elsewhere"))
        discord.locales["dan"] = "de"
        discord.is_interim = INTERIM.search
        with discord.pointed_at():
            async with connected(discord, make()) as bot:
                told = [scene async for scene in before(discord, bot, site)]
                late = await discord.slash("alice", "general", "ask", question="What is new on Lantern-2?")
                await late.acknowledged()
            missed = await discord.mention("bob", "lobby", "How many people died in cyclone Ilse?")
            async with connected(discord, make()):
                await discord.wait(lambda: late.original and late.original["embeds"], "the answer", 120)
                told.append(("/ask, answered after a restart", late.original or {}))
                told.append(("asked meanwhile", await discord.answer_to(missed, 120)))
                told += [scene async for scene in after(discord, engine)]
        assert discord.rest.errors == []
        return told


async def before(discord: Discord, bot: NewsBot, site: Site) -> Scenes:
    for user, question in (
        ("alice", "hi"),
        ("alice", "Did the appeal court overturn Ingrid Solheim's conviction?"),
        ("bob", "Give me a timeline of cyclone Ilse"),
        ("carol", "who reacted to the closure of the Kessel Bridge?"),
        ("bob", "When was the Kessel Bridge closed, and who won the cup in Lima?"),
        ("carol", "How many articles are about Lantern-2?"),
        ("alice", "Why was Solheim's conviction upheld?"),
    ):
        bot.services.cooldowns.clear()
        asked = await discord.mention(user, "general", question)
        yield f"{user}: {question}", await discord.answer_to(asked, 120)
    bot.services.cooldowns.clear()
    digest = await command(discord, "ask", "alice", question="what happened this week?", as_of="2026-01-30")
    yield "/ask, the news of a week", digest
    bot.services.cooldowns.clear()
    refused = await command(discord, "ask", "bob", question="will Lantern-2 land safely?")
    yield "/ask, what lies ahead", refused
    yield "its suggestion", await clicked(discord, refused, "nd:ask:")
    private = await discord.write("dan", "Who said what about the ferry strike?")
    yield "dan, who is German, in private", await discord.answer_to(private, 120)
    yield "dan's /help", await command(discord, "help", "dan")
    yield "/feeds add", await command(discord, "feeds add", url=site.url("/feed"), source="Quay News")


async def after(discord: Discord, engine: Engine) -> Scenes:
    """The feed is due as the bot starts."""
    await discord.wait(lambda: "Quay News" in engine.index.articles.sources(), "the news", 60)
    yield "/ask, of the feed", await command(discord, "ask", question=QUAY)
    first = await command(discord, "latest")
    yield "/latest", first
    await discord.click("owner", first, "▶")
    await discord.wait(lambda: first["embeds"][0]["footer"]["text"].startswith("2 "), "the second page")
    yield "its second page", first
    yield "/story", await command(discord, "story", article="harbour-bridge-closure")
    yield "/about", await command(discord, "about")
    claim = await discord.say("carol", "lobby", "Lantern-2 weighs 640 kilograms.")
    checked = await (await discord.use_on_message("bob", "Fact-check this", claim)).done(120)
    yield "Fact-check this", checked.original or {}
    yield "/mydata", await command(discord, "mydata", "alice")
    yield "/forgetme", await command(discord, "forgetme", "alice")


if __name__ == "__main__":
    main()
