import asyncio

from bot.chat.permissions import SpaceSettings
from bot.chat.queue import QueueLimits
from bot.chat.store.questions import KeptQuestion
from bot.discord.client import NewsBot
from bot.discord.cogs.recovery import RecoveryCog
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord
from tests.discord_double.interactions import shown
from tests.discord_double.payloads import JSON

GOALS = "who scored both goals for Rovers?"


async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    assert "will open as a museum in June" in shown(reply)
    assert reply["_allowed_mentions"] == {"parse": [], "replied_user": False}
    assert CRANE not in shown(reply)  # it stands in the message above


async def test_a_direct_message_is_answered(discord_: Discord, bot: NewsBot) -> None:
    reply = await discord_.answer_to(await discord_.write("alice", CRANE))
    assert "museum in June" in shown(reply)


async def test_what_is_not_for_the_bot_is_left_alone(discord_: Discord, bot: NewsBot) -> None:
    world = discord_.world
    spoken = await discord_.say("alice", "general", CRANE)
    elsewhere = await discord_.say("bob", "general", f"<@{world.users['alice']['id']}> {CRANE}")
    robot = world.user("robot", bot=True)
    assert robot
    echo = await discord_.say("robot", "general", f"<@{world.bot_id}> {CRANE}")
    last = await discord_.mention("alice", "general", GOALS)
    await discord_.answer_to(last)
    assert not any(discord_.replies(message) for message in (spoken, elsewhere, echo))


async def test_a_bare_mention_is_told_what_to_do(discord_: Discord, bot: NewsBot) -> None:
    reply = await discord_.reply_to(await discord_.mention("alice", "general", ""))
    assert reply["content"].startswith("Ask me a question about the news")


async def test_a_reply_goes_on_with_the_conversation(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    engine.gate.set()
    bot = await connect(engine)
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    bot.services.cooldowns.clear()
    follow_up = await discord_.say("alice", "general", "what does it cost?", reply_to=answer)
    await discord_.answer_to(follow_up)
    ((turn,),) = [query.history for query in engine.queries[1:]]
    assert turn.question == CRANE and "museum in June" in turn.answer


async def test_after_a_restart_the_reply_chain_is_enough(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    first = await connect()
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await first.close()
    engine = gated(news_engine)
    engine.gate.set()
    await connect(engine)
    await discord_.answer_to(await discord_.say("alice", "general", "what does it cost?", reply_to=answer))
    assert [turn.question for turn in engine.queries[0].history] == [CRANE]


async def test_a_thread_needs_no_mention_and_remembers(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    engine.gate.set()
    bot = await connect(engine)
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await (await discord_.click("alice", answer, "thread")).done()
    for question in ("what does it cost?", "who says so?"):
        bot.services.cooldowns.clear()
        await discord_.answer_to(await discord_.say("alice", answer["id"], question))
    assert [[turn.question for turn in query.history] for query in engine.queries] == [
        [],
        [CRANE],
        [CRANE, "what does it cost?"],
    ]


async def test_without_the_content_intent_a_thread_needs_a_mention(
    discord_: Discord, connect: Connect
) -> None:
    bot = await connect(content=False)
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await (await discord_.click("alice", answer, "thread")).done()
    bot.services.cooldowns.clear()
    unheard = await discord_.say("alice", answer["id"], "what does it cost?")
    heard = await discord_.mention("alice", answer["id"], "what does it cost?")
    await discord_.answer_to(heard)
    assert not discord_.replies(unheard)


async def test_each_edit_is_answered_in_the_same_reply(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    me = discord_.world.bot_id
    await discord_.edit(asked, f"<@{me}> {CRANE}")  # as Discord does to show a link's preview
    for question, told in ((GOALS, "Pell scored both goals"), ("who led the Varn survey?", "Lena Osk")):
        bot.services.cooldowns.clear()
        await discord_.edit(asked, f"<@{me}> {question}")
        await discord_.wait(lambda told=told: told in shown(reply), "the new answer")
    assert len(discord_.replies(asked)) == 1


async def test_edits_too_soon_wait_and_only_the_last_counts(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    engine.gate.set()
    bot = await connect(engine)
    bot.services.spaces.put(int(discord_.world.home.id), SpaceSettings(cooldown=1))
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    for question in ("one?", "two?", GOALS):
        await discord_.edit(asked, f"<@{discord_.world.bot_id}> {question}")
    await discord_.wait(lambda: "Pell scored both goals" in shown(reply), "the new answer")
    assert engine.asked[-1] == GOALS and len(engine.asked) <= 3


async def test_an_edit_that_takes_the_mention_away_takes_the_answer_along(
    discord_: Discord, bot: NewsBot
) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply)
    await discord_.edit(asked, "never mind")
    await discord_.wait(lambda: reply.get("_deleted"), "the answer to go")
    assert not bot.services.answers.at_message(int(reply["id"]))


async def test_a_mention_that_an_edit_adds_is_answered(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.say("alice", "general", CRANE)
    asked["mentions"] = [discord_.world.bot]
    await discord_.edit(asked, f"<@{discord_.world.bot_id}> {CRANE}")
    assert "museum in June" in shown(await discord_.answer_to(asked))


async def test_an_answer_in_place_of_another_is_the_only_one_kept(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    await discord_.edit(asked, f"<@{discord_.world.bot_id}> {GOALS}")
    await discord_.wait(lambda: "Pell scored both goals" in shown(reply), "the new answer")
    answers, user = bot.services.answers, int(discord_.world.users["alice"]["id"])
    await discord_.wait(
        lambda: (kept := answers.get(answers.at_message(int(reply["id"])))) and kept.query.text == GOALS
    )
    assert answers.forget(user) == 1


async def test_an_edit_that_fails_leaves_nothing_of_the_answer_before(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    engine.gate.set()
    bot = await connect(engine, limits=QueueLimits(workers=1, timeout=0.5))
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    engine.gate.clear()
    await discord_.edit(asked, f"<@{discord_.world.bot_id}> {GOALS}")
    await discord_.wait(lambda: reply["content"].startswith("That took too long"))
    assert not reply["embeds"] and not reply["components"]
    engine.gate.set()
    await discord_.wait(lambda: bot.services.queue.idle)  # or the engine would be closed under its thread


async def test_deleting_a_question_deletes_its_answer(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])).reply)
    await discord_.delete(asked)
    await discord_.wait(lambda: reply.get("_deleted"), "the answer to go")
    assert bot.services.answers.forget(int(discord_.world.users["alice"]["id"])) == 0


async def test_an_answer_that_a_moderator_deletes_is_not_kept(discord_: Discord, bot: NewsBot) -> None:
    reply = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await discord_.wait(lambda: bot.services.answers.at_message(int(reply["id"])))
    await discord_.delete(reply)
    await discord_.wait(lambda: not bot.services.answers.at_message(int(reply["id"])))


async def test_deleting_a_question_that_waits_cancels_it(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine, limits=QueueLimits(workers=1))
    await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    waiting = await discord_.mention("bob", "general", GOALS)
    await discord_.wait(lambda: bot.services.queue.waiting == 1)
    await discord_.delete(waiting)
    await discord_.wait(lambda: bot.services.queue.waiting == 0)
    engine.gate.set()
    await discord_.wait(lambda: bot.services.queue.idle)
    assert engine.asked == [CRANE]
    await discord_.wait(lambda: bot.services.answers.forget(int(discord_.world.users["alice"]["id"])) == 1)
    assert bot.services.answers.forget(int(discord_.world.users["bob"]["id"])) == 0


async def test_deleting_a_question_that_is_being_answered_keeps_nothing_of_it(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine)
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    await discord_.delete(asked)
    await discord_.wait(lambda: bot.services.questions.get(int(asked["id"])) is None)
    engine.gate.set()
    await discord_.wait(lambda: bot.services.queue.idle)
    assert bot.services.answers.forget(int(discord_.world.users["alice"]["id"])) == 0


async def test_many_who_wait_in_a_channel_do_not_delay_its_answers(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine, limits=QueueLimits(workers=1, waiting_per_user=20))
    first = await discord_.mention("alice", "general", CRANE)
    await discord_.wait(lambda: engine.asked)
    for _ in range(12):
        await discord_.mention("owner", "general", GOALS)
    await discord_.wait(lambda: len(discord_.world.bot_messages("general")) >= 2, "the places in line")
    engine.gate.set()
    await discord_.answer_to(first, timeout=3)
    told = [r for r in discord_.rest.requests if r.method in ("POST", "PATCH") and "/messages" in r.path]
    assert all(r.status != 429 for r in told)
    discord_.rest.message_rate = None  # those who still wait are turned away at once


async def test_a_question_is_answered_once_though_discord_repeats_it(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    await discord_.answer_to(asked)
    await discord_._emit("MESSAGE_CREATE", asked)
    await discord_.answer_to(await discord_.mention("bob", "general", GOALS))
    await asyncio.sleep(0.1)
    assert len(discord_.replies(asked)) == 1


async def left_by_a_kill(discord_: Discord, bot: NewsBot, channel: str) -> JSON:
    """A question of alice's that was let in and not answered."""
    asked = await discord_.say("alice", channel, "nobody hears this yet")
    asked["content"] = f"<@{discord_.world.bot_id}> {CRANE}"
    user = int(discord_.world.users["alice"]["id"])
    assert bot.services.questions.take(
        KeptQuestion(int(asked["id"]), int(asked["channel_id"]), user, CRANE), bot.services.clock()
    )
    bot.services.questions.admit(int(asked["id"]))
    return asked


async def test_a_question_that_a_kill_left_behind_is_answered_at_the_next_start(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    asked = await left_by_a_kill(discord_, bot, "general")
    written = await left_by_a_kill(discord_, bot, discord_.world.dm("alice")["id"])
    await bot.close()
    await connect()
    for message in (asked, written):
        assert "museum in June" in shown(await discord_.answer_to(message))


async def test_one_that_cannot_be_fetched_keeps_no_other_from_its_answer(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    lost = await left_by_a_kill(discord_, bot, "general")
    asked = await left_by_a_kill(discord_, bot, "general")
    await bot.close()
    discord_.fault("GET", f"/messages/{lost['id']}$", times=9, drop=True)
    await connect()
    await discord_.answer_to(asked)
    assert not discord_.replies(lost)


async def test_what_was_left_behind_is_let_in_again_by_the_settings_of_now(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    barred, let_in = [await left_by_a_kill(discord_, bot, place) for place in ("general", "support")]
    support = int(discord_.world.find_channel("support")["id"])
    role = await discord_.create_role("reader", "alice")
    bot.services.spaces.put(
        int(discord_.world.home.id), SpaceSettings(channels=(support,), roles=(int(role["id"]),))
    )
    await bot.close()
    await connect()
    await discord_.answer_to(let_in)
    assert not discord_.replies(barred)


async def test_a_question_asked_while_the_bot_starts_is_answered_once(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    asked = await left_by_a_kill(discord_, bot, "general")
    fresh = await connect()
    await discord_.answer_to(asked)
    later = await left_by_a_kill(discord_, fresh, "support")
    recovering = fresh.get_cog("RecoveryCog")
    assert isinstance(recovering, RecoveryCog)
    await recovering.on_ready()  # again, as after a lost session
    await discord_.answer_to(later)
    assert [len(discord_.replies(message)) for message in (asked, later)] == [1, 1]


async def test_what_was_turned_away_is_answered_neither_when_edited_nor_after_a_restart(
    discord_: Discord, connect: Connect, bot: NewsBot
) -> None:
    me = discord_.world.bot_id
    await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    refused = await discord_.mention("alice", "general", CRANE)  # too soon
    told = await discord_.reply_to(refused)
    bot.services.cooldowns.clear()
    await discord_.edit(refused, f"<@{me}> {GOALS}")
    await discord_.answer_to(await discord_.mention("bob", "general", CRANE))
    await bot.close()
    await connect()
    await discord_.answer_to(await discord_.mention("bob", "general", GOALS))
    assert discord_.replies(refused) == [told] and not told["embeds"]


async def test_an_edit_is_not_answered_where_the_settings_bar_it_by_now(
    discord_: Discord, bot: NewsBot
) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    support = int(discord_.world.find_channel("support")["id"])
    bot.services.spaces.put(int(discord_.world.home.id), SpaceSettings(channels=(support,)))
    await discord_.edit(asked, f"<@{discord_.world.bot_id}> {GOALS}")
    await discord_.answer_to(await discord_.mention("bob", "support", CRANE))
    assert "museum in June" in shown(reply)
