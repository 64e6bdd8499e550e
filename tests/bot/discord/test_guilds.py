"""Which servers and users may use the bot, what it costs them, and how many connections serve them."""

import pytest
from pydantic import ValidationError

from bot.chat.store.budget import Budget
from bot.discord.client import NewsBot, shards
from bot.discord.run import closed_error
from bot.errors import SetUpWronglyError
from retrieval.engine import Engine
from retrieval.errors import ServiceError
from retrieval.llm.factory import open_chat
from retrieval.settings import Settings
from tests.bot.discord.conftest import CRANE, Connect
from tests.chat_server import says, serving
from tests.discord_double import Discord
from tests.discord_double.interactions import shown
from tests.retrieval.answer.conftest import with_chat


async def test_as_many_shards_connect_as_discord_says(discord_: Discord, connect: Connect) -> None:
    discord_.gateway.shards = discord_.gateway.required_shards = 2
    discord_.world.guild("another")
    bot = await connect()
    assert [data["shard"] for data in discord_.gateway.identified] == [[0, 2], [1, 2]]
    await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await discord_.answer_to(await discord_.write("bob", CRANE))
    assert len(bot.guilds) == 2


async def test_a_process_serves_the_shards_that_it_is_given(discord_: Discord, connect: Connect) -> None:
    await connect(discord_shards="1-2/4")
    assert [data["shard"] for data in discord_.gateway.identified] == [[1, 4], [2, 4]]


def test_shards_are_written_as_a_span_and_a_number() -> None:
    assert shards("") == {}
    assert shards("3/4") == {"shard_ids": [3], "shard_count": 4}
    for wrong in ("4", "a/4", "1-/4"):
        with pytest.raises(ValidationError):
            Settings(discord_shards=wrong)


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
def test_what_starting_again_cannot_help_is_told_apart(code: int) -> None:
    assert isinstance(closed_error(code, "the test"), SetUpWronglyError)
    assert isinstance(closed_error(4000, "the test"), ServiceError)


async def test_a_server_that_is_not_allowed_is_left_and_not_answered(
    discord_: Discord, connect: Connect
) -> None:
    other = discord_.world.guild("another")
    home = int(discord_.world.home.id)
    await connect(discord_allow_servers=(home,))
    await discord_.wait(lambda: other.id not in discord_.world.guilds, "the bot to leave")
    await discord_.answer_to(await discord_.mention("alice", "general", CRANE))


async def test_a_user_who_is_blocked_is_told_once(discord_: Discord, connect: Connect) -> None:
    await connect(discord_block_users=(int(discord_.world.users["alice"]["id"]),))
    refused = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert refused.ephemeral and refused.text == "Whoever runs me does not let me answer here."
    assert not discord_.replies(await discord_.mention("alice", "general", CRANE))
    await discord_.answer_to(await discord_.mention("bob", "general", CRANE))


async def test_a_server_whose_tokens_of_the_day_are_spent_gets_the_sentences(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    survey = "Who led the survey of the Varn glacier?"
    with serving(*[says("Lena Osk led the survey [1].")] * 3) as server:
        chat = open_chat("local", Settings(model_url=server.url))
        bot: NewsBot = await connect(with_chat(news_engine, chat), discord_daily_tokens=100)
        first = await (await discord_.slash("alice", "general", "ask", question=survey)).done()
        assert "Written by" in first.text
        second = await (await discord_.slash("bob", "general", "ask", question=survey)).done()
        assert "Written by" not in second.text and "Lena Osk" in second.text
        elsewhere = await discord_.answer_to(await discord_.write("bob", survey))
        assert "Written by" in shown(elsewhere)
    tomorrow = bot.services.clock().date().replace(year=2090)
    assert not Budget(news_engine.index.folder, 100).is_spent(int(discord_.world.home.id), tomorrow)


async def test_what_is_kept_of_a_server_goes_when_it_removes_the_bot(
    discord_: Discord, bot: NewsBot, connect: Connect
) -> None:
    home = int(discord_.world.home.id)
    reply = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await (await discord_.click("bob", reply, "good")).done()
    bot.services.spaces.change(home, language="de")
    await discord_.gateway.remove_guild(discord_.world.home.id)
    await discord_.wait(lambda: not bot.services.known_spaces(), "the deletion")
    assert bot.services.answers.forget(int(discord_.world.users["alice"]["id"])) == 0
    assert not bot.services.feedback.votes() and bot.services.spaces.get(home).language == "en"


async def test_it_goes_too_where_the_bot_was_removed_while_it_was_away(
    discord_: Discord, bot: NewsBot, connect: Connect
) -> None:
    await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await bot.close()
    discord_.world.guilds.pop(discord_.world.home.id)
    again = await connect()
    await discord_.wait(lambda: not again.services.known_spaces(), "the deletion")
