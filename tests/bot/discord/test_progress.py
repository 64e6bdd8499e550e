"""What an asker sees while a question is answered, above all by a language model."""

import asyncio
from collections.abc import Callable

from bot.chat.queue import QueueLimits
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.llm.factory import open_chat
from retrieval.settings import Settings
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.chat_server import Exchange, falls_silent, serving
from tests.discord_double import Discord
from tests.discord_double.interactions import shown
from tests.retrieval.answer.conftest import with_chat

SURVEY = "Who led the survey of the Varn glacier?"


def writing(engine: Engine, url: str) -> Engine:
    return with_chat(engine, open_chat("local", Settings(model_url=url, model_timeout=20)))


async def test_who_waits_sees_within_two_seconds_that_something_is_done(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    await connect(engine)
    mentioned = await discord_.mention("alice", "general", CRANE)
    asked = await discord_.slash("bob", "general", "ask", question=CRANE)
    assert (await discord_.reply_to(mentioned, timeout=2.5))["content"] == "Reading …"
    await discord_.wait(lambda: asked.text == "Reading …", "the note", 1)
    await discord_.wait(lambda: "Reading … 5 s" in asked.text, "a newer note", 8)
    engine.gate.set()
    await discord_.answer_to(mentioned)
    await discord_.wait(lambda: "museum in June" in asked.text)


async def test_a_models_sentences_show_as_they_are_verified(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words("Lena Osk led the survey [1]. Boris Tamm paid for")
        while not seen:
            exchange.leave.wait(0.01)
        exchange.words(" it.")
        exchange.end()

    seen: list[str] = []
    with serving(reply) as server:
        await connect(writing(news_engine, server.url))
        asked = await discord_.mention("alice", "general", SURVEY)
        waiting = await discord_.reply_to(asked)
        await discord_.wait(lambda: "Lena Osk led the survey" in waiting["content"], "the first sentence")
        assert "Boris" not in waiting["content"] and "each sentence once it is checked" in waiting["content"]
        seen.append(waiting["content"])
        answer = await discord_.answer_to(asked)
    assert "Lena Osk led the survey" in shown(answer) and "Boris" not in shown(answer)
    assert not answer["content"]


async def test_a_model_that_hangs_costs_only_its_words(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    with serving(falls_silent("Lena Osk led")) as server:
        await connect(writing(news_engine, server.url), limits=QueueLimits(workers=1, timeout=3))
        asked = await (await discord_.slash("alice", "general", "ask", question=SURVEY)).done()
        await discord_.wait(lambda: asked.original and asked.original["embeds"], "the sentences", 5)
        assert "Lena Osk" in asked.text and "No language model writes just now" in asked.text
        await asyncio.to_thread(server.left.wait, 3)
        assert server.left.is_set()


async def test_deleting_a_question_stops_the_model(
    discord_: Discord, connect: Connect, news_engine: Engine, engine_factory: Callable[..., Engine]
) -> None:
    with serving(falls_silent("Lena Osk led")) as server:
        bot: NewsBot = await connect(writing(news_engine, server.url))
        asked = await discord_.mention("alice", "general", SURVEY)
        await discord_.wait(lambda: server.bodies, "the model")
        await discord_.delete(asked)
        await asyncio.to_thread(server.left.wait, 3)
        assert server.left.is_set()
        await discord_.wait(lambda: bot.services.queue.idle, "the thread", 3)
