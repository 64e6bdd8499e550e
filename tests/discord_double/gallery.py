"""Everything that the bot shows, as one page to look at: `python -m tests.discord_double.gallery FILE`.

Walks through the commands and buttons from outside, with the real engine on the articles of seeds/.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeAlias

from bot.discord.bot import create_bot
from bot.messages import LANGUAGES
from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.ingest.loaders import read
from retrieval.settings import load_settings
from tests.discord_double import Discord
from tests.discord_double.connecting import connected
from tests.discord_double.interactions import shown
from tests.discord_double.page import page
from tests.discord_double.payloads import JSON

SEEDS = Path(__file__).parents[2] / "seeds"
Scenes: TypeAlias = AsyncIterator[tuple[str, JSON]]
PRIVATE_FEED = "http://127.0.0.1:9/feed"
ISTANBUL = "who proposed Istanbul talks?"
CLAIM = "Repairs of the Kessel Bridge will cost about 300 million euros."
PORT_ALDER = "On the ferry Lady Maren in Port Alder 15 people were injured."
INJURED = "How many people were injured on the ferry Lady Maren in Port Alder?"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        engine = open_engine(settings)
        list(engine.ingest(read(SEEDS)))
        sections = asyncio.run(walk(engine))
        engine.close()
    Path(sys.argv[1]).write_text(page(sections), encoding="utf-8")


INTERIM = re.compile(r"^Reading …|next in line|^You are number")
"""What only says that an answer is to come."""


async def walk(engine: Engine) -> list[tuple[str, JSON]]:
    async with Discord() as discord:
        for name in ("alice", "bob", "carol"):
            discord.world.user(name)
        discord.is_interim = INTERIM.search
        with discord.pointed_at():
            bot = create_bot(engine, load_settings(data=engine.index.folder))
            async with connected(discord, bot):
                found = [section async for section in scenes(discord)]
        assert discord.rest.errors == []
        return found


async def scenes(discord: Discord) -> Scenes:
    """The owner acts, whom no cooldown holds up."""
    for walk_ in (conversation, questions, looking_around, looking_after, other_languages, goodbye):
        async for title, message in walk_(discord):
            yield title, message


async def command(discord: Discord, name: str, user: str = "owner", **options: object) -> JSON:
    used = await (await discord.slash(user, "general", name, **options)).done(120)
    assert used.original
    return used.original


async def clicked(discord: Discord, message: JSON, button: str) -> JSON:
    done = await (await discord.click("owner", message, button)).done()
    assert done.original
    return done.original


async def conversation(discord: Discord) -> Scenes:
    asked = await discord.mention("owner", "general", ISTANBUL)
    answer = await discord.answer_to(asked, 120)
    yield "a mention", asked
    yield "its answer", answer
    yield "the button Sources", await clicked(discord, answer, "Sources")
    why = await clicked(discord, answer, "Why")
    yield "the button Why", why
    for button in ("More", "Figures"):
        yield f"there, the button {button}", await clicked(discord, why, button)
    reply = await discord.say("owner", "general", "and where will they take place?", reply_to=answer)
    yield "a reply to the answer", reply
    yield "its answer", await discord.answer_to(reply, 120)
    yield "the button Thread", await clicked(discord, answer, "Thread")
    within = await discord.say("owner", answer["id"], "when did he say so?")
    yield "in the thread, without a mention", within
    yield "its answer", await discord.answer_to(within, 120)
    written = await discord.write("carol", "When was the Kessel Bridge closed?")
    yield "a direct message", written
    yield "its answer", await discord.answer_to(written, 120)
    yield "a thumb up", await clicked(discord, answer, "good")


async def questions(discord: Discord) -> Scenes:
    both = "When was the Kessel Bridge closed, and how much will it cost?"
    yield "/ask", await command(discord, "ask", question=both)
    differing = await command(discord, "ask", question=INJURED)
    yield "/ask, reports differ", differing
    yield "its Sources", await clicked(discord, differing, "Sources")
    limited = {"since": "2026-01-01", "source": "Harbour Herald", "as_of": "2026-02-01"}
    yield "/ask, limited", await command(discord, "ask", question=INJURED, **limited)
    yield "/ask, unsure", await command(discord, "ask", question="what is the mayor of Springvale paid?")
    refused = await command(discord, "ask", question="which parrot won the opera contest in Lima?")
    yield "/ask, a refusal", refused
    yield "its Nearest sentences", await clicked(discord, refused, ":sources:")
    quoted = "who said “You do not gamble with 14,000 vehicles a day”?"
    yield "/ask, a quotation", await command(discord, "ask", question=quoted, private=True)
    yield "/ask, a date that is none", await command(discord, "ask", question=ISTANBUL, since="soonish")
    await command(discord, "ask", "carol", question=ISTANBUL)
    yield "/ask, too soon", await command(discord, "ask", "carol", question=ISTANBUL)


async def looking_around(discord: Discord) -> Scenes:
    yield "/latest", await command(discord, "latest")
    yield "/latest, a topic", await command(discord, "latest", topic="bridge")
    yield "/latest, an outlet without news of it", await command(discord, "latest", topic="zeppelins")
    yield "/story", await command(discord, "story", article="harbour-bridge-closure")
    yield "/story, unknown", await command(discord, "story", article="no such thing")
    yield "/sources", await command(discord, "sources")
    for claim in (
        CLAIM,
        "On the ferry Lady Maren in Port Alder 15 people were injured.",
        "Zeppelins are dull.",
    ):
        message = await discord.say("bob", "general", claim)
        yield "a claim", message
        checked = await (await discord.use_on_message("owner", "Fact-check this", message)).done(120)
        assert checked.original
        yield "Fact-check this", checked.original


async def looking_after(discord: Discord) -> Scenes:
    yield "/settings", await command(discord, "settings")
    yield "/help", await command(discord, "help")
    yield "/about", await command(discord, "about")
    yield "/feeds list, none", await command(discord, "feeds list")
    yield "/feeds add, refused", await command(discord, "feeds add", url=PRIVATE_FEED)
    yield "/articles remove", await command(discord, "articles remove", article="ferry-strike-deal")
    yield "/articles remove, unknown", await command(discord, "articles remove", article="no such thing")


async def other_languages(discord: Discord) -> Scenes:
    panel = await command(discord, "settings")
    for language, name in (("de", "German"), ("fr", "French")):
        await choose_language(discord, panel, language)
        yield f"{name}: /feeds list", await command(discord, "feeds list")
        yield f"{name}: /feeds add, refused", await command(discord, "feeds add", url=PRIVATE_FEED)
        answer = await command(discord, "ask", question=INJURED)
        yield f"{name}: reports differ", answer
        yield f"{name}: why", await clicked(discord, answer, ":why:")
        yield f"{name}: /settings", await command(discord, "settings")
        yield f"{name}: /about", await command(discord, "about")
    await choose_language(discord, panel, "en")


async def choose_language(discord: Discord, panel: JSON, language: str) -> None:
    await discord.choose("owner", panel, "language", [language])
    await discord.wait(lambda: LANGUAGES[language] in shown(panel), "the panel in another language")


async def goodbye(discord: Discord) -> Scenes:
    yield "/mydata", await command(discord, "mydata")
    yield "/forgetme", await command(discord, "forgetme")
    yield "/forgetme, once more", await command(discord, "forgetme")


if __name__ == "__main__":
    main()
