"""What Discord does on a bad day."""

import asyncio
import time

import discord
import pytest

from bot.discord import retry
from bot.discord.bot import create_bot
from bot.discord.client import NewsBot
from bot.discord.run import _connected
from bot.discord.token import Token
from bot.errors import SetUpWronglyError
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord
from tests.discord_double.interactions import shown

MESSAGES = r"/channels/\d+/messages$"


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_rate_limit_is_waited_for(discord_: Discord, bot: NewsBot, everywhere: bool) -> None:
    discord_.fault("POST", MESSAGES, status=429, retry_after=0.4, everywhere=everywhere)
    started = time.monotonic()
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(asked)
    assert time.monotonic() - started >= 0.4 and len(discord_.replies(asked)) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_is_tried_again(discord_: Discord, bot: NewsBot, status: int) -> None:
    discord_.fault("POST", MESSAGES, status=status)
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(asked)
    assert len(discord_.replies(asked)) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_lost_in_the_middle_of_a_send_makes_one_reply(
    discord_: Discord, bot: NewsBot, after: bool
) -> None:
    discord_.fault("POST", MESSAGES, drop=True, after=after)
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(asked)
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply)
    assert len(discord_.replies(asked)) == 1


@pytest.mark.parametrize("refused", [{"status": 400, "code": 50035}, {"status": 503, "times": 4}])
async def test_an_answer_that_discord_does_not_take_is_told_and_not_kept(
    discord_: Discord,
    bot: NewsBot,
    refused: dict[str, int],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retry, "PAUSES", (0.01, 0.01, 0.01))
    discord_.fault("POST", MESSAGES, **refused)
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.reply_to(asked)
    assert reply["content"].startswith("Something went wrong") and not reply["embeds"]
    assert "could not be shown" in caplog.text and "Traceback" in caplog.text
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply == int(reply["id"]))
    assert bot.services.answers.latest_in(int(asked["channel_id"])) == ""


async def test_the_response_to_a_command_is_tried_again(discord_: Discord, bot: NewsBot) -> None:
    discord_.fault("PATCH", r"/webhooks/", status=503)
    discord_.fault("PATCH", r"/webhooks/", drop=True)
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert "museum in June" in asked.text


@pytest.mark.parametrize("how", ["op 7", "close 4000", "cut"])
async def test_a_lost_connection_is_resumed_and_nothing_is_lost_or_doubled(
    discord_: Discord, bot: NewsBot, how: str
) -> None:
    before = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(before)
    if how == "op 7":
        await discord_.gateway.send_op(7)
    else:
        await discord_.gateway.drop(4000 if how == "close 4000" else None)
    missed = await discord_.mention("bob", "general", "who scored both goals for Rovers?")
    assert "Pell scored both goals" in shown(await discord_.answer_to(missed))
    assert len(discord_.gateway.resumed) == 1 and len(discord_.gateway.identified) == 1
    assert [len(discord_.replies(m)) for m in (before, missed)] == [1, 1]


async def test_an_invalid_session_is_begun_anew(discord_: Discord, bot: NewsBot) -> None:
    discord_.gateway.refuse_resume = True
    await discord_.gateway.send_op(7)
    await discord_.wait(lambda: len(discord_.gateway.identified) == 2, "a new session")
    await discord_.wait(lambda: discord_.gateway.live)
    asked = await discord_.mention("alice", "general", CRANE)
    assert "museum" in shown(await discord_.answer_to(asked))


async def test_a_wrong_token_and_a_refused_intent_are_told_apart(discord_: Discord, connect: Connect) -> None:
    discord_.gateway.allowed = 0
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await connect()
    bot = await connect(content=False)
    assert not bot.intents.message_content


async def test_a_token_that_is_refused_later_ends_the_bot_with_a_line(
    discord_: Discord, news_engine: Engine
) -> None:
    settings = Settings(data=news_engine.index.folder)
    bot = create_bot(news_engine, settings)
    running = asyncio.create_task(_connected(bot, Token(discord_.world.token, "the test")))
    await discord_.wait(lambda: discord_.gateway.live, "the bot")
    discord_.world.token = "another"
    await discord_.gateway.drop(4004)
    with pytest.raises(SetUpWronglyError, match="no longer accepts the token"):
        await running
    bot.services.close()


async def test_a_missing_permission_for_embeds_leads_to_plain_text(discord_: Discord, bot: NewsBot) -> None:
    discord_.world.forbidden[discord_.world.find_channel("general")["id"]] = {"embed_links"}
    reply = await discord_.reply_to(await discord_.mention("alice", "general", CRANE))
    assert "will open as a museum in June" in reply["content"] and not reply["embeds"]


async def test_a_channel_that_may_not_be_written_to_is_left_alone(discord_: Discord, bot: NewsBot) -> None:
    channel = discord_.world.find_channel("general")["id"]
    discord_.world.forbidden[channel] = {"send_messages"}
    for _ in range(5):
        await discord_.mention("alice", "general", CRANE)
        await discord_.wait(lambda: bot.services.delivery.is_forbidden(int(channel)))
        bot.services.cooldowns.clear()
    elsewhere = await discord_.mention("bob", "support", CRANE)
    await discord_.answer_to(elsewhere)
    refused = [r for r in discord_.rest.requests if r.status == 403]
    assert len(refused) <= 3  # typing, the embed, and the plain text


async def test_a_channel_deleted_while_one_waits(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine)
    await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    await discord_.delete_channel("general")
    engine.gate.set()
    await discord_.answer_to(await discord_.mention("bob", "support", CRANE))


async def test_a_thread_that_is_archived_wakes_up_and_a_locked_one_stays_shut(
    discord_: Discord, bot: NewsBot
) -> None:
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await (await discord_.click("alice", answer, "Thread")).done()
    thread = discord_.world.channels[answer["id"]]
    thread["thread_metadata"]["archived"] = True
    bot.services.cooldowns.clear()
    await discord_.answer_to(await discord_.mention("alice", answer["id"], "what does it cost?"))
    thread["thread_metadata"] |= {"archived": True, "locked": True}
    bot.services.cooldowns.clear()
    shut = await discord_.mention("alice", answer["id"], "who says so?")
    await discord_.answer_to(await discord_.mention("bob", "support", CRANE))
    assert not discord_.replies(shut)


async def test_an_interaction_that_reaches_the_bot_too_late_does_no_harm(
    discord_: Discord, bot: NewsBot
) -> None:
    discord_.routes.deadline = 0.0
    late = await discord_.slash("alice", "general", "ask", question=CRANE)
    await discord_.wait(lambda: any(r.status == 404 for r in discord_.rest.requests))
    discord_.routes.deadline = 3.0
    assert late.callback is None
    asked = await (await discord_.slash("bob", "general", "ask", question=CRANE)).done()
    assert "museum" in asked.text


async def test_leaving_finishes_what_is_nearly_done_and_apologises_for_the_rest(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine)
    served = [await discord_.mention(user, "general", CRANE) for user in ("alice", "bob")]
    await discord_.wait(lambda: len(engine.asked) == 2)
    late = await discord_.mention("owner", "general", CRANE)
    await discord_.wait(lambda: bot.services.queue.waiting == 1)
    leaving = asyncio.create_task(bot.close())
    waiting = await discord_.reply_to(late)
    assert waiting["content"].startswith("I am being restarted")
    engine.gate.set()
    started = time.monotonic()
    await leaving
    assert time.monotonic() - started < 5
    assert all("museum" in shown(discord_.replies(m)[0]) for m in served)


@pytest.mark.parametrize("fault", [{"status": 429, "retry_after": 9.0}, {"delay": 9.0}])
async def test_no_answer_waits_for_the_sign_that_the_bot_is_typing(
    discord_: Discord, bot: NewsBot, fault: dict[str, float]
) -> None:
    discord_.fault("POST", r"/typing$", times=3, **fault)
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(asked, timeout=3)


async def test_no_answer_waits_for_the_note_before_it(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine)
    discord_.fault("POST", MESSAGES, delay=9.0)
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: any(r.path.endswith("/messages") for r in discord_.rest.requests), "the note")
    engine.gate.set()
    await discord_.answer_to(asked, timeout=3)
    assert len(discord_.replies(asked)) == 1


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
async def test_a_channel_whose_history_may_not_be_read_gets_a_plain_message(
    discord_: Discord, connect: Connect, known: bool
) -> None:
    channel = discord_.world.find_channel("general")["id"]
    if known:
        discord_.world.forbid(channel, "read_message_history")
    bot = await connect()
    discord_.world.forbid(channel, "read_message_history")
    await discord_.mention("alice", "general", CRANE)
    await discord_.wait(
        lambda: any(m["embeds"] for m in discord_.world.bot_messages("general")), "the answer"
    )
    assert not bot.services.delivery.is_forbidden(int(channel))
    assert sum(r.status == 403 for r in discord_.rest.requests) == (0 if known else 1)


async def test_a_channel_without_embeds_gets_text_with_its_confidence_and_no_refusals(
    discord_: Discord, connect: Connect
) -> None:
    discord_.world.forbid(discord_.world.find_channel("general")["id"], "embed_links")
    await connect()
    reply = await discord_.reply_to(await discord_.mention("alice", "general", CRANE))
    assert reply["content"].splitlines()[-1].startswith("-# Confidence high (100 %)")
    assert reply["flags"] & 4  # a link or an invite in it does not unfold
    assert not any(r.status == 403 for r in discord_.rest.requests)
