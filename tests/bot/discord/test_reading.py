"""What the reader adds to an answer: its short form, and that reports differ."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.permissions import SpaceSettings
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.values import RawArticle
from tests.bot.discord.conftest import Connect
from tests.discord_double import Discord
from tests.discord_double.interactions import shown
from tests.discord_double.payloads import JSON
from tests.doubles import CONTRADICTED, ENTAILED, TableVerifier

INJURED = "how many were injured on the ferry Lady Maren in Port Alder?"
HERALD = RawArticle(
    id="herald",
    title="Ferry hits a quay",
    text="the ferry Lady Maren hit a quay in Port Alder and 12 were injured.",
    source="Herald",
    published="2025-10-21",
)
POST = RawArticle(
    id="post",
    title="Ferry hits a wall",
    text="on the ferry Lady Maren 15 were injured as it struck a wall in Port Alder.",
    source="Post",
    published="2025-10-22",
)

CUP = RawArticle(
    id="cup", title="the cup", text="some 4213 attended the cup.", source="Post", published="2025-11-30"
)


@pytest.fixture
async def bot(connect: Connect, tmp_path: Path, engine_factory: Callable[[Path], Engine]) -> NewsBot:
    """On an engine whose two articles report one event differently."""
    engine = engine_factory(tmp_path / "ferry")
    list(engine.ingest([HERALD, POST]))
    return await connect(engine)


async def opened(discord_: Discord, answer: JSON, button: str) -> str:
    return (await (await discord_.click("bob", answer, button)).done()).text


async def test_that_reports_differ_is_said_once_before_both(discord_: Discord, bot: NewsBot) -> None:
    answer = await discord_.answer_to(await discord_.mention("alice", "general", INJURED))
    text = shown(answer)
    assert text.startswith(
        r"**Reports differ:** “12” \(Herald, 2025-10-21\), “15” \(Post, 2025-10-22\). **[1][2]**"
        "\n\n**Herald** · "
    )
    assert "\n> **1**  the ferry Lady Maren hit a quay in Port Alder and **12** were injured.\n" in text
    assert "\n> **2**  on the ferry Lady Maren **15** were injured as it" in text and text.count("15") == 2
    sources = await opened(discord_, answer, "Sources")
    assert "> **the ferry Lady Maren hit a quay in Port Alder and __12__ were injured.**" in sources
    why = (await (await discord_.click("bob", answer, "Why")).done()).original
    assert why and "Reports give different figures" in shown(why)
    figures = await opened(discord_, why, "Figures")
    assert figures.count("**cited**") == 2 and "Left out" not in figures
    assert "Nothing more was found." in await opened(discord_, why, "More")


async def test_another_language_says_so_in_its_own_words(discord_: Discord, bot: NewsBot) -> None:
    bot.services.spaces.put(int(discord_.world.home.id), SpaceSettings(language="fr"))
    answer = await discord_.answer_to(await discord_.mention("alice", "general", INJURED))
    assert shown(answer).startswith("**Les articles divergent :** “12”")


async def test_a_claim_has_those_for_it_and_those_against_it(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    table = {("15 were", "15 were"): ENTAILED, ("15 were", "hit a quay"): CONTRADICTED}
    list(news_engine.ingest([HERALD, POST]))
    await connect(replace(news_engine, verifier=TableVerifier(table)))
    claim = await discord_.say("bob", "general", "On the ferry Lady Maren in Port Alder 15 were injured.")
    checked = await (await discord_.use_on_message("alice", "Fact-check this", claim)).done()
    for_it, against_it = checked.text.split("**Contradicts it**")
    assert "**Supports it**" in for_it
    assert "> **1**  on the ferry Lady Maren 15 were injured as it struck" in for_it
    assert "> **2**  the ferry Lady Maren hit a quay in Port Alder and" in against_it


async def test_a_short_answer_is_first_in_bold_and_lit_up(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    list(news_engine.ingest([CUP]))
    await connect(replace(news_engine, verifier=TableVerifier({("4213", "4213"): ENTAILED})))
    answer = await discord_.answer_to(
        await discord_.mention("alice", "general", "how many attended the cup?")
    )
    assert shown(answer).startswith("**4213**\n\n**Post** · ")
    assert "\n> **1**  some **4213** attended the cup.\n" in shown(answer)
    assert "> **some __4213__ attended the cup.**" in await opened(discord_, answer, "Sources")
