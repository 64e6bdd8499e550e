import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.discord.client import NewsBot
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import gated
from tests.conftest import ARTICLES
from tests.discord_double import Discord


def files_with(words: bytes, folder: Path) -> list[str]:
    """Once SQLite's log is written into the database, as it is when the last connection closes.

    Not Chroma's *.bin files, which hold vectors: see tests/retrieval/test_retention.py.
    """
    with closing(sqlite3.connect(folder / "articles.sqlite3")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".bin"]
    return [path.name for path in files if words in path.read_bytes()]


async def test_forgetme_deletes_all_of_a_user_and_says_what(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    secret = "did aunt Euphrosyne visit the crane museum?"
    mine = await discord_.answer_to(await discord_.mention("alice", "general", secret))
    await (await discord_.click("alice", mine, "good")).done()
    theirs = await discord_.answer_to(await discord_.mention("bob", "general", CRANE))
    told = await (await discord_.slash("alice", "general", "forgetme")).done()
    assert told.ephemeral
    assert told.text.startswith("Deleted of you: 1 answer, 1 question, 1 vote.")
    again = await (await discord_.slash("alice", "general", "forgetme")).done()
    assert again.text.startswith("I had kept nothing of you.")
    page = await (await discord_.click("bob", theirs, "Sources")).done()
    assert "museum in June" in page.text


async def test_forgetme_takes_a_question_out_of_the_votes_of_others(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    mine = await discord_.answer_to(
        await discord_.mention("alice", "general", "did Euphrosyne visit the crane museum?")
    )
    await (await discord_.click("bob", mine, "good")).done()
    theirs = await discord_.answer_to(await discord_.mention("bob", "general", CRANE))
    await (await discord_.click("bob", theirs, "good")).done()
    told = await (await discord_.slash("alice", "general", "forgetme")).done()
    assert told.text.startswith("Deleted of you: 1 answer, 1 question.")
    assert [json.loads(vote.question)["question"] for vote in bot.services.feedback.votes()] == [CRANE]
    await bot.close()
    bot.services.close()
    news_engine.close()
    assert files_with(b"Euphrosyne", news_engine.index.folder) == []


async def test_a_removed_article_is_gone_from_votes_on_what_it_said_before_it_changed(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await discord_.wait(lambda: bot.services.answers.at_message(int(answer["id"])))
    list(news_engine.ingest([replace(ARTICLES[0], text="The old crane will be scrapped.")]))
    await (await discord_.click("bob", answer, "good")).done()
    assert len(bot.services.feedback.votes()) == 1
    with news_engine.index.writing() as writer:
        writer.remove(["harbour"])
    assert bot.services.feedback.votes() == []


async def test_a_removed_article_is_gone_from_answers_and_feedback(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    answer = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await (await discord_.click("alice", answer, "good")).done()
    folder = news_engine.index.folder
    await discord_.wait(bot.services.feedback.votes)
    await (await discord_.slash("owner", "general", "articles remove", article="harbour")).done()
    await bot.close()
    bot.services.close()
    news_engine.close()
    assert files_with(b"west quay", folder) == []


async def test_what_was_forgotten_is_gone_from_the_disk(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    await discord_.answer_to(await discord_.mention("alice", "general", "did Euphrosyne visit the museum?"))
    await (await discord_.slash("alice", "general", "forgetme")).done()
    folder = news_engine.index.folder
    await bot.close()
    bot.services.close()
    news_engine.close()
    assert files_with(b"Euphrosyne", folder) == []


async def test_forgetme_reaches_what_is_under_way(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    engine = gated(news_engine)
    bot = await connect(engine)
    user = int(discord_.world.users["owner"]["id"])
    await discord_.mention("owner", "general", "did aunt Euphrosyne visit the crane museum?")
    await discord_.slash("owner", "general", "ask", question="where is aunt Euphrosyne?")
    await discord_.wait(lambda: len(engine.asked) == 2)
    told = await (await discord_.slash("owner", "support", "forgetme")).done()
    assert told.text.startswith("Deleted of you: 1 question.")
    engine.gate.set()
    await discord_.wait(lambda: bot.services.queue.idle)
    services = bot.services
    assert services.export(user) == {
        "answers": [], "questions": [], "votes": [], "watches": [], "commands under way": [], "language": ""
    }  # fmt: skip
    assert b"Euphrosyne" not in (news_engine.index.folder / "articles.sqlite3-wal").read_bytes()


async def test_mydata_shows_and_sends_all_that_is_kept(discord_: Discord, bot: NewsBot) -> None:
    reply = await discord_.answer_to(await discord_.mention("alice", "general", CRANE))
    await discord_.answer_to(await discord_.mention("bob", "general", CRANE))
    await (await discord_.click("alice", reply, "good")).done()
    told = await (await discord_.slash("alice", "general", "mydata")).done()
    assert told.ephemeral and "1 answer, 1 question, 1 vote" in told.text
    assert told.original
    kept = json.loads(told.original["_files"]["newsdesk.json"])
    assert (
        kept["answers"][0]["question"]["text"] == CRANE and "museum in June" in kept["answers"][0]["answer"]
    )
    assert {len(kept[key]) for key in ("answers", "questions", "votes")} == {1}
