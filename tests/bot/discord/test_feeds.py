from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.chat.permissions import SpaceSettings
from bot.discord.bot import create_bot
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.feeds.factory import open_feeds
from retrieval.settings import Settings
from tests.discord_double import Discord, Interaction
from tests.discord_double.connecting import connected
from tests.feeds import article, item, rss
from tests.site import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a feed of one article."""
    with serve() as made:
        link = made.url("/quay")
        made.pages["/feed"] = rss(item(link, "Quay to be mended", "A short teaser."))
        made.pages["/quay"] = article("Quay to be mended")
        yield made


def bot_for(engine: Engine, *allowed: str) -> NewsBot:
    settings = Settings(data=engine.index.folder, allow_hosts=allowed)
    return create_bot(engine, settings)


async def used(discord_: Discord, name: str, **options: str) -> Interaction:
    return await (await discord_.slash("owner", "general", name, **options)).done()


async def test_a_feed_is_added_listed_polled_and_removed(
    discord_: Discord, news_engine: Engine, site: Site
) -> None:
    feed = site.url("/feed")
    bot = bot_for(news_engine, site.host)
    async with connected(discord_, bot):
        added = await used(discord_, "feeds add", url=feed, every="2h", source="Quay News")
        assert added.text.startswith("Added.\nHarbour Herald") and "1 entry" in added.text
        listed = await used(discord_, "feeds list")
        assert "**Quay News**" in listed.text and "every 2h" in listed.text
    bot = bot_for(news_engine, site.host)
    async with connected(discord_, bot):  # polls what is due as it starts
        with closing(open_feeds(bot.settings)) as feeds:
            await discord_.wait(lambda: feeds.all()[0].last_success, "the news", 60)
        assert "Quay News" in news_engine.index.articles.sources()
        listed = await used(discord_, "feeds list")
        assert "1 new of late" in listed.text and "last read <t:" in listed.text
        removed = await used(discord_, "feeds remove", url=feed)
        assert removed.text == "It is watched no longer; its articles stay."
        assert (await used(discord_, "feeds remove", url=feed)).text == "That feed is not watched."


async def test_what_is_no_feed_or_not_public_is_refused(
    discord_: Discord, news_engine: Engine, site: Site
) -> None:
    async with connected(discord_, bot_for(news_engine)):
        private = await used(discord_, "feeds add", url=site.url("/feed"))
        assert "it was not added" in private.text and site.requests == []
        wrong = await used(discord_, "feeds add", url="https://example.org/feed", every="often")
        assert wrong.text.startswith("“often” is no interval")
    async with connected(discord_, bot_for(news_engine, site.host)):
        page = await used(discord_, "feeds check", url=site.url("/quay"))
        assert page.text.replace("\\", "") == f"{site.url('/quay')} is a web page, not a feed."
        looked = await used(discord_, "feeds check", url=site.url("/feed"))
        assert looked.embed["title"] == "Harbour Herald"


async def test_a_german_guild_reads_of_its_feeds_in_german(
    discord_: Discord, news_engine: Engine, site: Site
) -> None:
    bot = bot_for(news_engine, site.host)
    bot.services.spaces.put(int(discord_.world.home.id), SpaceSettings(language="de"))
    discord_.locales["owner"] = "pl"  # which the bot does not speak
    async with connected(discord_, bot):
        page, feed = site.url("/quay"), site.url("/feed")
        refused = await used(discord_, "feeds add", url=page)
        assert refused.text.replace("\\", "").endswith("; nicht hinzugefügt.")
        assert (await used(discord_, "feeds add", url=feed)).text.startswith("Hinzugefügt.\nHarbour Herald")
        assert "alle 15m · noch nie gelesen" in (await used(discord_, "feeds list")).text
        assert "1 Eintrag" in (await used(discord_, "feeds check", url=feed)).text
        assert (await used(discord_, "feeds remove", url=page)).text == "Dieser Feed wird nicht beobachtet."


async def test_members_may_not(discord_: Discord, news_engine: Engine) -> None:
    async with connected(discord_, bot_for(news_engine)):
        refused = await (await discord_.slash("alice", "general", "feeds list", forced=True)).done()
        assert refused.text == "Only administrators can do that."


async def test_another_guilds_managers_are_not_told_which_feeds_are_watched(
    discord_: Discord, news_engine: Engine
) -> None:
    bot = bot_for(news_engine)
    with closing(open_feeds(bot.settings)) as feeds:
        feeds.add("https://example.org/secret-feed", timedelta(hours=1), "")
    discord_.world.guild("elsewhere")
    discord_.administrators.add("alice")
    async with connected(discord_, bot):
        for group in ("feeds remove", "feeds check"):
            told = [
                await discord_.autocomplete(who, "general", group, "url", "") for who in ("owner", "alice")
            ]
            assert [len(choices) for choices in told] == [1, 0]
