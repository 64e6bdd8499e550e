import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.queue import QueueLimits
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import BrokenEngine, gated
from tests.discord_double import Discord
from tests.discord_double.interactions import custom_ids, shown


async def test_a_question_is_deferred_and_answered_with_its_sentences(
    discord_: Discord, bot: NewsBot
) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert asked.callback and asked.callback["type"] == 5 and not asked.ephemeral
    assert asked.embed["title"] == CRANE
    lines = asked.embed["description"].split("\n")
    assert "> **1**  **The** old crane on the west quay will open as a museum in June." in lines
    assert lines[2:5] == [
        "[**Herald**](<https://example.org/herald/crane>) · <t:1772452800:D> (<t:1772452800:R>)",
        "-# Old harbour crane to become a museum",
        "> **1**  **The** old crane on the west quay will open as a museum in June.",
    ]
    assert lines[-1] == "-# Confidence high (100 %) · searched 3 articles, newest <t:1772452800:R>"
    assert asked.original
    assert len(asked.original["components"][0]["components"]) == 5  # all but the suggestion in one row
    assert [name.split(":")[1] for name in custom_ids(asked.original)] == (
        ["sources", "why", "thread", "good", "bad", "ask"]
    )


async def test_a_refusal_shows_what_came_nearest(discord_: Discord, bot: NewsBot) -> None:
    asked = await (
        await discord_.slash("alice", "general", "ask", question="who sank the blue yacht?")
    ).done()
    assert asked.text.startswith("who sank the blue yacht?\n**The articles do not answer this.**")
    assert len(asked.embed["description"].splitlines()) == 2 and asked.original
    nearest = await (await discord_.click("bob", asked.original, "Nearest sentences")).done()
    assert nearest.ephemeral and "> **" in nearest.text


async def test_limits_are_kept_and_told(discord_: Discord, bot: NewsBot) -> None:
    limits = {"since": "january 2026", "source": "herald", "as_of": "2026-03-05"}
    asked = await (await discord_.slash("alice", "general", "ask", question="museum crane", **limits)).done()
    assert "searched 1 article," in asked.text
    assert "only from 2026-01-01, Herald · as of 2026-03-05" in asked.text


async def test_a_limit_that_makes_no_sense_is_explained(discord_: Discord, bot: NewsBot) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE, source="Herold")).done()
    assert asked.ephemeral and asked.text == "No article is from “Herold”. Did you mean “Herald”?"


@pytest.mark.parametrize(
    ("limits", "locale", "told"),
    [
        ({"since": "soonish"}, "en-US", "“soonish” is no date for `since`."),
        ({"since": "bald"}, "de", "„bald“ ist kein Datum für `since`."),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "fr", "vient après `until` 2026-03-01"),
        ({"since": "gestern"}, "de", "durchsucht"),
    ],
)
async def test_wrong_limits_are_told_to_the_asker_alone_in_the_askers_language(
    discord_: Discord, bot: NewsBot, limits: dict[str, str], locale: str, told: str
) -> None:
    discord_.locales["alice"] = locale
    bot.services.spaces.change(int(discord_.world.home.id), language=locale.partition("-")[0])
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE, **limits)).done()
    assert told in asked.text and asked.ephemeral == (told != "durchsucht")


async def test_a_private_answer_is_for_one_pair_of_eyes(discord_: Discord, bot: NewsBot) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE, private=True)).done()
    assert asked.ephemeral and asked.original
    assert not any("thread" in name for name in custom_ids(asked.original))


async def test_sources_and_dates_complete_themselves(discord_: Discord, bot: NewsBot) -> None:
    assert await discord_.autocomplete("alice", "general", "ask", "source", "he") == [
        {"name": "Herald", "value": "Herald"}
    ]
    days = await discord_.autocomplete("alice", "general", "ask", "since", "last")
    assert [choice["value"] for choice in days] == ["last", "last week", "last month", "last year"]


async def test_in_a_direct_message(discord_: Discord, bot: NewsBot) -> None:
    channel = discord_.world.dm("alice")["id"]
    asked = await (await discord_.slash("alice", channel, "ask", question=CRANE)).done()
    assert "museum in June" in asked.text


async def test_who_waits_sees_the_place_in_line(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine, limits=QueueLimits(workers=1))
    first = await discord_.slash("alice", "general", "ask", question=CRANE)
    await discord_.wait(lambda: engine.asked)
    second = await discord_.slash("bob", "general", "ask", question="who scored for Rovers?")
    await discord_.wait(lambda: "number 1 in line" in second.text, "the place in line")
    engine.gate.set()
    await first.done()
    await discord_.wait(lambda: "Pell scored both goals" in second.text, "the answer")
    assert "in line" not in second.text


async def test_a_full_line_says_when_to_come_back(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine, limits=QueueLimits(workers=1, waiting=0))
    await discord_.slash("alice", "general", "ask", question=CRANE)
    await discord_.wait(lambda: engine.asked)
    second = await (await discord_.slash("bob", "general", "ask", question=CRANE)).done()
    assert second.text.startswith("I have too many questions just now. Please try again at <t:")


async def test_an_answer_that_takes_too_long_is_given_up(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine, limits=QueueLimits(workers=1, timeout=0.2))
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert asked.text.startswith("That took too long")


async def test_a_token_that_has_ended_leads_to_the_channel(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine)
    asked = await discord_.slash("alice", "general", "ask", question=CRANE)
    await discord_.wait(lambda: engine.asked)
    asked.expired = True
    engine.gate.set()
    await discord_.wait(lambda: any(m["embeds"] for m in discord_.world.bot_messages("general")))
    assert not asked.original or not asked.original["embeds"]


async def test_deleting_the_response_ends_the_wait(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine, limits=QueueLimits(workers=1))
    await discord_.slash("alice", "general", "ask", question=CRANE)
    await discord_.wait(lambda: engine.asked)
    waiting = await (await discord_.slash("bob", "general", "ask", question="who scored?")).acknowledged()
    assert waiting.original
    await discord_.wait(lambda: bot.services.queue.waiting == 1)
    await discord_.delete(waiting.original)
    await discord_.wait(lambda: bot.services.queue.waiting == 0)
    engine.gate.set()
    await discord_.wait(lambda: bot.services.queue.idle)
    assert engine.asked == [CRANE]


async def test_a_failure_shows_no_path_of_the_machine(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    await connect(BrokenEngine(**vars(news_engine)))
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert asked.text == "Something went wrong on my side; it is noted. Please try again."


async def test_without_articles_it_says_so(
    discord_: Discord, connect: Connect, tmp_path: Path, engine_factory: Callable[[Path], Engine]
) -> None:
    empty = engine_factory(tmp_path / "empty")
    await connect(empty)
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert asked.text == "I have no articles yet. Once some are added, I can answer."
    empty.close()


async def test_the_cooldown_is_told_and_not_for_the_owner(discord_: Discord, bot: NewsBot) -> None:
    await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    again = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert again.ephemeral and re.match(
        r"One question after another, please: you can ask again at <t:\d+:T>\.", again.text
    )
    for _ in range(2):
        asked = await (await discord_.slash("owner", "general", "ask", question=CRANE)).done()
        assert shown(asked.original).startswith(CRANE)
