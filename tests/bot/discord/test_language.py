"""Whose language the bot speaks, what a question is about, and what the bot shows of itself."""

import re

from bot.chat.permissions import SpaceSettings
from bot.discord.client import NewsBot
from bot.discord.conversation import in_words
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.discord_double import Discord
from tests.discord_double.interactions import shown


async def test_what_only_one_person_sees_is_in_that_persons_language(discord_: Discord, bot: NewsBot) -> None:
    discord_.locales["alice"] = "de"
    helped = await (await discord_.slash("alice", "general", "help")).done()
    assert "**Fragen**" in helped.text or "Frag" in helped.text
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    assert "Confidence high" in shown(answer)  # which all in an English server read
    page = await (await discord_.click("alice", answer, "Why")).done()
    assert page.embed["title"] == "Warum diese Antwort"


async def test_direct_messages_are_in_the_users_language(discord_: Discord, bot: NewsBot) -> None:
    discord_.locales["alice"] = "fr"
    place = discord_.world.dm("alice")["id"]
    asked = await (await discord_.slash("alice", place, "ask", question=CRANE)).done()
    assert "Confiance" in asked.text
    bot.services.cooldowns.clear()
    written = await discord_.answer_to(await discord_.write("alice", CRANE))
    assert "Confiance" in shown(written)


async def test_a_language_that_the_bot_lacks_is_the_servers(discord_: Discord, bot: NewsBot) -> None:
    discord_.locales["alice"] = "pl"
    bot.services.spaces.put(int(discord_.world.home.id), SpaceSettings(language="de"))
    told = await (await discord_.slash("alice", "general", "forgetme")).done()
    assert "Discord" in told.text and "nichts" in told.text


async def test_a_reply_to_anybodys_message_is_about_that_message(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    engine.gate.set()
    await connect(engine)
    said = await discord_.say("bob", "general", "The old crane on the west quay opens soon")
    asked = await discord_.say(
        "alice", "general", f"<@{discord_.world.bot_id}> what does the work cost?", reply_to=said
    )
    await discord_.answer_to(asked)
    assert [turn.question for turn in engine.queries[0].history] == [said["content"]]


async def test_a_thread_that_a_user_opens_on_an_answer_needs_no_mention(
    discord_: Discord, bot: NewsBot
) -> None:
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await discord_.wait(lambda: bot.services.answers.at_message(int(answer["id"])), "the answer to be kept")
    await discord_.open_thread("alice", answer, "crane")
    bot.services.cooldowns.clear()
    await discord_.answer_to(await discord_.say("alice", answer["id"], "what does the work cost?"))


async def test_the_role_of_the_bot_is_a_mention_of_it(discord_: Discord, connect: Connect) -> None:
    role = discord_.world.role("newsdesk")
    role["tags"] = {"bot_id": discord_.world.bot_id}
    await connect()
    asked = await discord_.say("alice", "general", f"<@&{role['id']}> {CRANE}")
    assert "museum in June" in shown(await discord_.answer_to(asked))


def test_mentions_in_a_question_stand_in_words() -> None:
    names = {"@12": "Ada", "#3": "general"}
    typed = "what did <@!12> say in <#3> <:wave:99> to @everyone at <t:1700000000:R> and <@&5>?"
    assert in_words(typed, names) == "what did Ada say in general to everyone at and ?"


async def test_commands_in_the_help_can_be_clicked(discord_: Discord, bot: NewsBot) -> None:
    ids = {command["name"]: command["id"] for command in discord_.world.commands.values()}
    helped = await (await discord_.slash("alice", "general", "help")).done()
    assert f"</ask:{ids['ask']}>" in helped.text and "`/" not in helped.text


async def test_the_status_tells_how_many_articles_there_are(discord_: Discord, bot: NewsBot) -> None:
    await discord_.wait(lambda: discord_.gateway.presences, "the status")
    (activity,) = discord_.gateway.presences[0]["activities"]
    assert re.match(r"3 articles, the newest from ", activity["state"])
