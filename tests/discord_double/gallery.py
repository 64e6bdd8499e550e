"""Everything that the bot shows, as one page to look at: `python -m tests.discord_double.gallery FILE`.

Walks through the commands and buttons from outside, with the real engine on the articles of seeds/.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.discord.client import create_bot
from retrieval.engine import Engine, build_engine
from retrieval.reading import read
from retrieval.settings import load_settings
from tests.discord_double import Discord
from tests.discord_double.connecting import connected
from tests.discord_double.page import page
from tests.discord_double.payloads import JSON

SEEDS = Path(__file__).parents[2] / "seeds"
ISTANBUL = "who proposed Istanbul talks?"
CLAIM = "Repairs of the Kessel Bridge will cost about 300 million euros."


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        engine = build_engine(settings)
        list(engine.ingest(read(SEEDS)))
        sections = asyncio.run(walk(engine))
        engine.close()
    Path(sys.argv[1]).write_text(page(sections), encoding="utf-8")


async def walk(engine: Engine) -> list[tuple[str, JSON]]:
    async with Discord() as discord:
        for name in ("alice", "bob", "carol"):
            discord.world.user(name)
        with discord.pointed_at():
            bot = create_bot(engine, load_settings(data=engine.index.folder))
            async with connected(discord, bot):
                found = [section async for section in scenes(discord)]
        assert discord.rest.errors == []
        return found


async def scenes(discord: Discord) -> AsyncIterator[tuple[str, JSON]]:
    """The owner acts, whom no cooldown holds up."""

    async def command(name: str, **options: object) -> JSON:
        used = await (await discord.slash("owner", "general", name, **options)).done(120)
        assert used.original
        return used.original

    asked = await discord.mention("owner", "general", ISTANBUL)
    answer = await discord.answer_to(asked, 120)
    yield "a mention", asked
    yield "its answer", answer
    for button in ("Sources", "Why", "More", "Thread"):
        clicked = await (await discord.click("owner", answer, button)).done()
        assert clicked.original
        yield f"the button {button}", clicked.original
    yield (
        "/ask",
        await command("ask", question="When was the Kessel Bridge closed, and how much will it cost?"),
    )
    yield "/ask, unsure", await command("ask", question="what is the mayor of Springvale paid?")
    yield "/ask, a refusal", await command("ask", question="which parrot won the opera contest in Lima?")
    quoted = "who said “You do not gamble with 14,000 vehicles a day”?"
    yield "/ask, a quotation", await command("ask", question=quoted, private=True)
    yield "/latest", await command("latest")
    yield "/latest, a topic", await command("latest", topic="bridge")
    yield "/story", await command("story", article="harbour-bridge-closure")
    yield "/sources", await command("sources")
    message = await discord.say("bob", "general", CLAIM)
    yield "a claim", message
    checked = await (await discord.use_on_message("owner", "Fact-check this", message)).done(120)
    assert checked.original
    yield "Fact-check this", checked.original
    yield "/settings", await command("settings")
    yield "/help", await command("help")
    yield "/about", await command("about")
    yield "/forgetme", await command("forgetme")


if __name__ == "__main__":
    main()
