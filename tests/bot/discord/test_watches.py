"""`/watch` and `/digest`, and what comes by itself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord.client import NewsBot
from bot.discord.watch_posts import sender
from bot.services.watches import open_runner
from retrieval.engine import Engine
from retrieval.feeds.silence import Silence
from retrieval.values import RawArticle
from retrieval.watches.run import WatchRunner
from retrieval.watches.watch import Post, WatchKind
from tests.bot.discord.conftest import Connect
from tests.discord_double import Discord
from tests.discord_double.interactions import shown


@pytest.fixture
async def runner(bot: NewsBot, news_engine: Engine) -> AsyncIterator[WatchRunner]:
    """What posts as the bot does, at the moments that a test says and no others."""
    cog = bot.get_cog("WatchesCog")
    assert cog
    await cog.cog_unload()
    async with open_runner(bot.settings, lambda: news_engine, {"discord:": sender(bot)}) as made:
        yield made


def publish(engine: Engine, text: str, name: str = "pilots") -> datetime:
    """Bring in news of the next minute; return a moment after it."""
    moment = datetime.now(UTC) + timedelta(minutes=1)
    article = RawArticle(
        id=name,
        title="Crane @everyone stands still",
        text=text,
        source="Herald",
        url=f"https://example.org/{name}",
        published=moment.date().isoformat(),
        fetched=moment.isoformat(timespec="seconds"),
    )
    list(engine.ingest([article]))
    return moment + timedelta(minutes=5)


def posts(discord_: Discord, channel: str) -> list[str]:
    place = discord_.world.find_channel(channel)["id"]
    told = [m for m in discord_.world.bot_messages() if m["channel_id"] == place]
    return [shown(m).replace("\\:", ":") for m in told if "interaction_metadata" not in m]


async def use(discord_: Discord, user: str, place: str, name: str, **options: object) -> str:
    used = await discord_.slash(user, place, name, forced=True, **options)
    return (await used.done()).text.replace("\\", "")


async def test_a_watch_posts_what_is_new_in_its_channel_once_and_pings_nobody(
    discord_: Discord, bot: NewsBot, news_engine: Engine, runner: WatchRunner
) -> None:
    support = discord_.world.find_channel("support")["id"]
    told = await use(discord_, "owner", "general", "watch add", topic="crane @everyone", channel=support)
    assert told == f"Watch 1, crane @everyone, as it comes: what is new from now on comes to <#{support}>."
    later = publish(news_engine, "Today the crane stands still for everyone, its driver said.")
    await runner.run_due(later)
    await runner.run_due(later + timedelta(hours=1))
    (post,) = posts(discord_, "support")
    assert post.startswith("New: crane \\@everyone\n") and "the crane stands still" in post
    sent = [r.body for r in discord_.rest.requests if r.path == f"/channels/{support}/messages"]
    assert sent[-1]["allowed_mentions"] == {"parse": []} and sent[-1]["enforce_nonce"] is True


async def test_a_bot_that_starts_posts_what_came_while_it_was_away(
    discord_: Discord, bot: NewsBot, connect: Connect, news_engine: Engine, runner: WatchRunner
) -> None:
    await use(discord_, "owner", "support", "watch add", topic="crane")
    await bot.close()
    publish(news_engine, "The crane stands still, its driver said on Monday.")
    await connect()
    await discord_.wait(lambda: posts(discord_, "support"), "the news")


async def test_anybody_may_have_news_sent_to_themselves(
    discord_: Discord, bot: NewsBot, news_engine: Engine, runner: WatchRunner
) -> None:
    dm = discord_.world.dm("alice")["id"]
    discord_.locales["alice"] = "de"
    told = await use(discord_, "alice", dm, "watch add", topic="crane", every="hour")
    assert told.startswith("Beobachtung 1, crane, alle 1h:")
    later = publish(news_engine, "The crane stands still, its driver said on Monday.") + timedelta(hours=1)
    await runner.run_due(later)
    assert [text.splitlines()[0] for text in posts(discord_, dm)] == ["Neu: crane"]


async def test_in_a_server_it_takes_the_permission_to_manage_messages(
    discord_: Discord, bot: NewsBot
) -> None:
    told = await use(discord_, "alice", "general", "watch add", topic="crane")
    assert told == "To have news posted in a server, you need the permission to manage messages there."
    await use(discord_, "owner", "general", "watch add", topic="crane")
    assert "no watch of that number" in await use(discord_, "alice", "general", "watch remove", number=1)
    assert await use(discord_, "alice", "general", "watch list") == (
        "Watches\nNo watches here; `/watch add` adds one."
    )
    dm = discord_.world.dm("alice")["id"]
    assert "no watch of that number" in await use(discord_, "alice", dm, "watch remove", number=1)


async def test_a_channel_where_the_bot_may_not_post_is_refused(discord_: Discord, connect: Connect) -> None:
    support = discord_.world.find_channel("support")
    discord_.world.forbid(support["id"], "embed_links")
    await connect()
    told = await use(discord_, "owner", "general", "watch add", topic="crane", channel=support["id"])
    assert told.startswith(f"I may not post in <#{support['id']}>")


async def test_watches_are_listed_paused_resumed_and_removed(discord_: Discord, bot: NewsBot) -> None:
    options = {"every": "day", "at": "8:00", "zone": "Europe/Berlin", "quiet": "22-7", "source": "herald"}
    await use(discord_, "owner", "general", "watch add", topic="crane", cap=3, **options)
    listed = await use(discord_, "owner", "general", "watch list")
    assert "**crane**" in listed and "every day at 08:00" in listed and "at most 3 a day" in listed
    assert "Herald" in listed and "quiet 22-7" in listed
    assert "Watch 1 is paused" in await use(discord_, "owner", "general", "watch pause", number=1)
    assert "⚠ paused" in await use(discord_, "owner", "general", "watch list")
    assert "Watch 1 goes on" in await use(discord_, "owner", "general", "watch resume", number=1)
    assert "Watch 1 is removed" in await use(discord_, "owner", "general", "watch remove", number=1)
    assert bot.services.watches.all() == ()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"every": "day", "zone": "Berlin"}, "“Berlin” is no time zone"),
        ({"every": "day", "at": "25:00"}, "“25:00” is no time of day"),
        ({"quiet": "7"}, "“7” are no quiet hours"),
        ({"source": "Herold"}, "Herald"),
    ],
)
async def test_what_is_wrong_is_said(
    discord_: Discord, bot: NewsBot, options: dict[str, str], told: str
) -> None:
    assert told in await use(discord_, "owner", "general", "watch add", topic="crane", **options)
    assert bot.services.watches.all() == ()


async def test_a_user_has_ten_watches_at_most(discord_: Discord, bot: NewsBot) -> None:
    dm = discord_.world.dm("alice")["id"]
    for number in range(10):
        assert "Watch" in await use(discord_, "alice", dm, "watch add", topic=f"topic {number}")
    assert "There are 10 watches already" in await use(discord_, "alice", dm, "watch add", topic="crane")


async def test_a_digest_comes_now_or_every_day(
    discord_: Discord, bot: NewsBot, news_engine: Engine, runner: WatchRunner
) -> None:
    later = publish(news_engine, "The crane stands still, its driver said on Monday.")
    now = await use(discord_, "alice", "general", "digest")
    assert now.startswith("Digest: all news\n") and "The crane stands still" in now
    told = await use(discord_, "owner", "general", "digest", at="08:00", zone="Europe/Berlin")
    assert "every day at 08:00 (Europe/Berlin)" in told
    assert "manage messages" in await use(discord_, "alice", "general", "digest", at="08:00")
    kept = bot.services.watches.all()[0]
    assert kept.kind is WatchKind.DIGEST
    await runner.run_due(later)
    before = len(posts(discord_, "general"))
    await runner.run_due(datetime.fromisoformat(kept.next_look))
    assert posts(discord_, "general")[before:][0].startswith("Digest: all news\n")


async def test_a_channel_that_is_gone_pauses_its_watch(
    discord_: Discord, bot: NewsBot, news_engine: Engine, runner: WatchRunner
) -> None:
    support = discord_.world.find_channel("support")["id"]
    await use(discord_, "owner", "general", "watch add", topic="crane", channel=support)
    await discord_.delete_channel("support")
    await runner.run_due(publish(news_engine, "The crane stands still, its driver said on Monday."))
    (kept,) = bot.services.watches.all()
    assert kept.paused and kept.error


async def test_a_lost_connection_makes_no_message_come_twice(
    discord_: Discord, bot: NewsBot, news_engine: Engine, runner: WatchRunner
) -> None:
    await use(discord_, "owner", "support", "watch add", topic="crane")
    support = discord_.world.find_channel("support")["id"]
    discord_.fault("POST", f"/channels/{support}/messages", drop=True, after=True)
    await runner.run_due(publish(news_engine, "The crane stands still, its driver said on Monday."))
    assert len(posts(discord_, "support")) == 1


async def test_a_silence_is_told_as_a_line(discord_: Discord, bot: NewsBot, news_engine: Engine) -> None:
    await use(discord_, "owner", "support", "watch add", topic="crane")
    watch = replace(bot.services.watches.all()[0], kind=WatchKind.INTAKE)
    silence = Silence("https://example.org/rss", "Herald", datetime(2026, 3, 2, 12, tzinfo=UTC))
    await sender(bot)(Post(watch, silence=silence))
    (told,) = posts(discord_, "support")
    assert told.startswith("Herald has brought nothing new since 2026-03-02 12:00 UTC")


async def test_forgetme_and_mydata_reach_watches(discord_: Discord, bot: NewsBot) -> None:
    dm = discord_.world.dm("alice")["id"]
    await use(discord_, "alice", dm, "watch add", topic="crane")
    user = int(discord_.world.users["alice"]["id"])
    assert "1 watch" in await use(discord_, "alice", dm, "mydata")
    assert [watch["topic"] for watch in bot.services.export(user)["watches"]] == ["crane"]
    assert (await use(discord_, "alice", dm, "forgetme")).startswith("Deleted of you: 1 watch.")
    assert bot.services.watches.all() == ()


async def test_watches_go_with_their_server(discord_: Discord, bot: NewsBot) -> None:
    await use(discord_, "owner", "general", "watch add", topic="crane")
    assert bot.services.known_spaces() == {int(discord_.world.home.id)}
    await discord_.gateway.remove_guild(discord_.world.home.id)
    await discord_.wait(lambda: not bot.services.watches.all(), "the deletion")
