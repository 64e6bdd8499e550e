import re

import pytest

from bot.chat.permissions import SpaceSettings
from bot.chat.queue import QueueLimits
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.values import RawArticle
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord, Interaction


async def used(discord_: Discord, bot: NewsBot, name: str, **options: str) -> Interaction:
    bot.services.cooldowns.clear()
    bot.services.browsing.clear()
    return await (await discord_.slash("alice", "general", name, **options)).done()


async def test_the_latest_articles_newest_first(discord_: Discord, bot: NewsBot) -> None:
    text = (await used(discord_, bot, "latest")).text
    titles = re.findall(r"^\[\*\*([^*]+)\*\*\]\(<https://", text, re.MULTILINE)
    titles = [title for title in titles if title not in ("Herald", "Post")]
    assert titles == [
        "Old harbour crane to become a museum",
        "Glacier lost nine metres in a summer",
        "Rovers win the island cup",
    ]


async def test_the_latest_of_an_outlet_or_about_a_topic(discord_: Discord, bot: NewsBot) -> None:
    assert "Glacier" not in (await used(discord_, bot, "latest", source="herald")).text
    about = await used(discord_, bot, "latest", topic="glaciers")
    assert about.embed["title"] == "Latest: glaciers" and "harbour" not in about.text
    assert (
        await used(discord_, bot, "latest", topic="zeppelin")
    ).text == "Latest: zeppelin\nNo such articles."
    assert (await used(discord_, bot, "latest", source="Herold")).text.startswith(
        "No article is from “Herold”"
    )


async def test_a_story_is_found_by_its_title(discord_: Discord, bot: NewsBot) -> None:
    choices = await discord_.autocomplete("alice", "general", "story", "article", "crane old")
    assert choices == [{"name": "Old harbour crane to become a museum — Herald", "value": "harbour"}]
    story = await used(discord_, bot, "story", article="harbour")
    assert story.embed["url"] == "https://example.org/herald/crane"
    assert "It has stood idle for forty years" in story.text
    assert (await used(discord_, bot, "story", article="no such thing")).text.startswith(
        "There is no such article"
    )


async def test_sources_are_counted(discord_: Discord, bot: NewsBot) -> None:
    assert (await used(discord_, bot, "sources")).text == "Outlets\n`2`  Herald\n`1`  Post"


async def test_help_and_about(discord_: Discord, bot: NewsBot) -> None:
    helped = await (await discord_.slash("alice", "general", "help")).done()
    assert helped.ephemeral and "Fact-check this" in helped.text
    about = await used(discord_, bot, "about")
    assert "I know 3 articles, the newest <t:" in about.text and "forgetme" in about.text


LOOKS = [("latest", {}), ("story", {"article": "harbour"}), ("sources", {})]


@pytest.mark.parametrize(("name", "options"), LOOKS)
async def test_looking_around_keeps_to_the_guilds_settings(
    discord_: Discord, bot: NewsBot, name: str, options: dict[str, str]
) -> None:
    guild, support = (int(i) for i in (discord_.world.home.id, discord_.world.find_channel("support")["id"]))
    bot.services.spaces.put(guild, SpaceSettings(private=True))
    assert (await used(discord_, bot, name, **options)).ephemeral
    again = await (await discord_.slash("alice", "general", name, **options)).done()
    assert again.text.startswith("One question after another")
    bot.services.spaces.put(guild, SpaceSettings(channels=(support,)))
    assert (await used(discord_, bot, name, **options)).text.startswith("I do not answer in this channel.")


async def test_looking_around_waits_in_line(discord_: Discord, connect: Connect, news_engine: Engine) -> None:
    engine = gated(news_engine)
    bot = await connect(engine, limits=QueueLimits(workers=1))
    await discord_.mention("bob", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    looking = await discord_.slash("alice", "support", "latest", topic="crane")
    await discord_.wait(lambda: bot.services.queue.waiting == 1)
    engine.gate.set()
    assert "Old harbour crane" in (await looking.done()).text


async def turn(discord_: Discord, shown: Interaction, arrow: str, to: str) -> str:
    """Click, and return the text of the page that then stands in the same message."""
    assert shown.original
    await discord_.click("alice", shown.original, arrow)
    await discord_.wait(lambda: shown.embed["footer"]["text"] == to, to)
    return str(shown.embed["description"])


async def test_a_long_list_has_pages_for_whoever_asked(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    list(news_engine.ingest(RawArticle(f"Crane {n} opened.", title=f"Crane {n}") for n in range(17)))
    bot = await connect(news_engine)
    shown = await used(discord_, bot, "latest", topic="crane")
    assert shown.embed["footer"]["text"] == "1 of 3" and shown.original
    pages = {shown.embed["description"], await turn(discord_, shown, "▶", "2 of 3")}
    others = await (await discord_.click("bob", shown.original, "▶")).done()
    assert others.ephemeral and others.text == "Only the person who asked can do that."
    pages.add(await turn(discord_, shown, "▶", "3 of 3"))
    assert len(pages) == 3 and shown.embed["title"] == "Latest: crane"
    assert await turn(discord_, shown, "◀", "2 of 3") in pages


async def test_a_story_is_read_page_by_page_to_its_end(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    text = " ".join(f"Sentence {n} of the long report stands here." for n in range(70))
    list(news_engine.ingest([RawArticle(text, title="Long", id="long", url="https://example.org/long")]))
    bot = await connect(news_engine)
    shown = await used(discord_, bot, "story", article="long")
    assert shown.original
    assert shown.original["components"][0]["components"][-1]["label"] == "Open the article"
    read = [shown.embed["description"]]
    read += [await turn(discord_, shown, "▶", f"{n} of 3") for n in (2, 3)]
    told = [line for each in read for line in each.splitlines() if line.startswith("Sentence")]
    assert " ".join(told) == text and all(line.endswith("here.") for line in told)


async def test_a_topic_too_long_for_a_button_has_one_page(discord_: Discord, bot: NewsBot) -> None:
    assert (await used(discord_, bot, "latest", topic="glacier " * 20)).original
