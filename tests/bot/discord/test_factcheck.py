from dataclasses import replace

import pytest

from bot.chat.queue import QueueLimits
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord
from tests.doubles import CONTRADICTED, ENTAILED, TableVerifier


@pytest.mark.parametrize(
    ("claim", "heading"),
    [
        ("Sam Pell scored both goals for Rovers.", "Supports it"),
        ("The **Varn glacier** lost nine metres of ice last summer", "Supports it"),
        ("Sam Pell never scored both goals for Rovers.", "Contradicts it"),
        ("Zeppelins scored for Rovers in Lima.", "About the same, but settles nothing"),
    ],
)
async def test_a_message_is_held_against_the_articles(
    discord_: Discord, connect: Connect, news_engine: Engine, claim: str, heading: str
) -> None:
    table = {
        ("never scored", "scored both"): CONTRADICTED,
        ("Sam Pell", "scored both"): ENTAILED,
        ("ice", "of ice"): ENTAILED,
    }
    await connect(replace(news_engine, verifier=TableVerifier(table)))
    message = await discord_.say("bob", "general", claim)
    checked = await (await discord_.use_on_message("alice", "Fact-check this", message)).done()
    assert checked.ephemeral
    assert f"**{heading}**\n" in checked.text
    assert ("[1].**" in checked.text) == heading.endswith(" it")


async def test_a_message_about_something_else_or_nothing(discord_: Discord, bot: NewsBot) -> None:
    message = await discord_.say("bob", "general", "zeppelins are underrated")
    checked = await (await discord_.use_on_message("alice", "Fact-check this", message)).done()
    assert checked.text.endswith("The articles say nothing about this.")
    bot.services.cooldowns.clear()
    empty = await discord_.say("bob", "general", "")
    checked = await (await discord_.use_on_message("alice", "Fact-check this", empty)).done()
    assert checked.text == "That message has no text to check."


async def test_a_check_waits_in_line_is_tried_again_and_finished_before_leaving(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine, limits=QueueLimits(workers=1))
    await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    message = await discord_.say("bob", "support", "Sam Pell scored both goals for Rovers.")
    check = await discord_.use_on_message("bob", "Fact-check this", message)
    await discord_.wait(lambda: "number 1 in line" in check.text, "the place in line")
    discord_.fault("PATCH", r"/webhooks/", status=503)
    engine.gate.set()
    await discord_.wait(lambda: "Supports it" in check.text, "the findings")
    assert not check.original["content"]
    await bot.close()
