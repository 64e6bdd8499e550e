"""No question is lost, and none is answered twice, whatever ends the bot or its session."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.chat import patience
from bot.chat.queue import QueueLimits
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.index import database
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord
from tests.discord_double.interactions import shown

GOALS = "who scored both goals for Rovers?"


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("ask", {"question": CRANE}, "museum in June"),
        ("ask", {"question": CRANE, "private": True}, "museum in June"),
        ("latest", {"topic": "glacier"}, "Glacier lost nine metres"),
        ("story", {"article": "cup"}, "Rovers beat United"),
        ("sources", {}, "Herald"),
    ],
)
async def test_a_command_that_a_kill_came_between_is_answered_by_the_next_start(
    discord_: Discord, connect: Connect, news_engine: Engine, name: str, options: dict[str, str], told: str
) -> None:
    engine = gated(news_engine)
    killed = await connect(engine, limits=QueueLimits(workers=1))
    await discord_.mention("bob", "general", GOALS)  # holds the only worker
    await discord_.wait(lambda: engine.asked)
    asked = await discord_.slash("alice", "general", name, **options)
    await discord_.wait(lambda: killed.services.commands.unanswered(asked_at(killed)), "what is kept")
    await connect()  # the other one hangs for good
    await discord_.wait(lambda: told in asked.text, "the answer")
    await discord_.wait(lambda: not killed.services.commands.unanswered(asked_at(killed)))
    assert asked.ephemeral == bool(options.get("private"))


def asked_at(bot: NewsBot):  # type: ignore[no-untyped-def]
    return bot.services.clock().replace(year=2020)


async def test_what_waits_when_the_bot_is_told_to_leave_is_answered_after_it(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine, limits=QueueLimits(workers=1))
    served = await discord_.mention("bob", "general", GOALS)
    await discord_.wait(lambda: engine.asked)
    waiting = await discord_.mention("alice", "general", CRANE)
    command = await discord_.slash("owner", "general", "ask", question=CRANE)
    await discord_.wait(lambda: bot.services.queue.waiting == 2)
    leaving = asyncio.create_task(bot.close())
    note = await discord_.reply_to(waiting)
    assert note["content"] == "I am being restarted; your answer comes in a moment."
    await leaving
    engine.gate.set()
    await connect()
    for message in (waiting, served):
        await discord_.wait(lambda message=message: discord_.replies(message)[0]["embeds"], "the answer")
        assert len(discord_.replies(message)) == 1
    await discord_.wait(lambda: "museum in June" in command.text, "the command's answer")
    assert "museum in June" in shown(discord_.replies(waiting)[0])


async def test_the_note_of_a_killed_bot_becomes_the_answer(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    killed = await connect(engine)
    asked = await discord_.mention("alice", "general", CRANE)
    note = await discord_.reply_to(asked)
    await discord_.wait(lambda: killed.services.questions.get(int(asked["id"])).draft)
    await connect()
    await discord_.wait(lambda: note["embeds"], "the answer")
    assert len(discord_.replies(asked)) == 1


@pytest.mark.parametrize("how", ["restart", "close 4009", "op 9 false"])
async def test_what_was_asked_while_nobody_listened_is_answered_once(
    discord_: Discord, connect: Connect, bot: NewsBot, how: str
) -> None:
    before = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(before)
    written = await discord_.write("alice", GOALS)
    await discord_.answer_to(written)
    gateway, emit = discord_.gateway, discord_.gateway.emit

    async def to_nobody(*_: object) -> None:
        """What Discord sends to a session that is not there."""

    gateway.emit = to_nobody  # type: ignore[method-assign, assignment]
    if how == "restart":
        await bot.close()
    missed = [
        await discord_.mention("bob", "support", GOALS),
        await discord_.write("alice", CRANE),
    ]
    ignored = await discord_.say("bob", "support", GOALS)
    gateway.emit = emit  # type: ignore[method-assign]
    if how == "restart":
        await connect()
    elif how == "close 4009":
        gateway.refuse_resume = True
        await gateway.drop(4009)
    else:
        await gateway.send_op(9, False)
    for message in missed:
        await discord_.answer_to(message)
    last = await discord_.mention("owner", "general", CRANE)
    await discord_.answer_to(last)
    assert [len(discord_.replies(m)) for m in (before, written, *missed, ignored)] == [1, 1, 1, 1, 0]


async def test_a_question_deleted_while_nobody_listened_takes_its_answer_along(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply)
    await bot.close()
    asked["_deleted"] = True
    await connect()
    await discord_.wait(lambda: reply.get("_deleted"), "the answer to go")


async def test_what_somebody_had_forgotten_is_not_answered_after_a_restart(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    asked = await discord_.mention("alice", "general", "")  # told what to do, and nothing else
    await discord_.reply_to(asked)
    await (await discord_.slash("alice", "general", "forgetme")).done()
    await bot.close()
    await connect()
    await discord_.answer_to(await discord_.mention("bob", "general", CRANE))
    assert len(discord_.replies(asked)) == 1


async def test_what_ends_the_bot_is_not_taken_up_for_ever(discord_: Discord, bot: NewsBot) -> None:
    from tests.bot.discord.test_messages import left_by_a_kill

    await left_by_a_kill(discord_, bot, "general")
    since = asked_at(bot)
    assert [len(bot.services.questions.unanswered(since)) for _ in range(4)] == [1, 1, 1, 0]


async def test_a_locked_database_costs_time_and_no_answer(
    discord_: Discord, connect: Connect, news_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(patience, "PAUSE", 0.1)
    bot = await connect()
    with closing(sqlite3.connect(news_engine.index.folder / "articles.sqlite3", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        asked = await discord_.mention("alice", "general", CRANE)
        command = await discord_.slash("bob", "general", "ask", question=CRANE)
        await asyncio.sleep(1.5)
        db.execute("ROLLBACK")
    await discord_.answer_to(asked)
    await command.done()
    assert "museum in June" in command.text
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply)


@pytest.mark.parametrize("after", [False, True])
async def test_a_lost_connection_at_the_first_response_is_not_the_end(
    discord_: Discord, bot: NewsBot, after: bool
) -> None:
    discord_.fault("POST", r"/callback$", drop=True, after=after)
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert "museum in June" in asked.text
    discord_.fault("POST", r"/callback$", drop=True, after=after)
    told = await (await discord_.slash("alice", "general", "help")).done()
    assert "/ask" in told.text
