import json
from dataclasses import replace

import pytest

from bot.discord.client import NewsBot
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.conftest import ARTICLES
from tests.discord_double import Discord
from tests.discord_double.interactions import Interaction, custom_ids
from tests.discord_double.payloads import JSON


@pytest.fixture
async def answer(discord_: Discord, bot: NewsBot) -> JSON:
    """The answer to alice's question about the crane."""
    return await discord_.answer_to(await discord_.mention("alice", "general", CRANE))


async def opened(discord_: Discord, user: str, message: JSON, button: str) -> Interaction:
    return await (await discord_.click(user, message, button)).done()


async def test_sources_light_the_sentence_up_in_its_paragraph(discord_: Discord, answer: JSON) -> None:
    page = await opened(discord_, "bob", answer, "Sources")
    assert page.ephemeral
    assert page.embed["title"] == "Old harbour crane to become a museum"
    assert page.embed["url"] == "https://example.org/herald/crane"
    assert (
        "> **__The__ old crane on the west quay will open as a museum in June.**"
        " Mayor Ada Brisk announced the plan on Monday." in page.embed["description"]
    )


async def test_why_tells_what_was_found_and_what_was_left_out(discord_: Discord, answer: JSON) -> None:
    page = await opened(discord_, "bob", answer, "Why")
    text = page.embed["description"]
    assert "searched 3 articles" in text and "the 3 passages that came nearest" in text
    assert "One passage holds the sentences that answer." in text
    assert "100 %: of a hundred answers as sure as this one, about 100 are right. Below 40 %" in text
    assert page.original
    figures = (await opened(discord_, "bob", page.original, "Figures")).text
    assert "Old harbour crane to become a museum — Herald · **cited**" in figures
    assert "Left out: 2 of 3 passages found." in figures


async def test_more_shows_the_next_evidence(discord_: Discord, answer: JSON) -> None:
    why = await opened(discord_, "bob", answer, "Why")
    assert why.original
    page = await opened(discord_, "bob", why.original, "More")
    assert "old crane" not in page.text and "> " in page.text


async def test_pages_turn_in_place(discord_: Discord, bot: NewsBot) -> None:
    question = "what did the Varn survey find and who led it?"
    answer = await discord_.answer_to(await discord_.mention("alice", "general", question))
    first = await opened(discord_, "bob", answer, ":sources:")
    assert first.embed["footer"]["text"].startswith("1 of ")
    assert first.original
    second = await discord_.click("bob", first.original, ":1")
    await discord_.wait(lambda: first.embed["footer"]["text"].startswith("2 of "))
    assert second.callback == {"type": 6}


async def test_buttons_work_after_a_restart(
    discord_: Discord, bot: NewsBot, connect: Connect, answer: JSON
) -> None:
    await bot.close()
    await connect()
    page = await opened(discord_, "alice", answer, "Sources")
    assert "museum in June" in page.text


async def test_a_changed_article_is_not_cited_as_it_was(
    discord_: Discord, bot: NewsBot, answer: JSON, news_engine: Engine
) -> None:
    list(news_engine.ingest([replace(ARTICLES[0], text="The old crane will be scrapped.")]))
    page = await opened(discord_, "alice", answer, "Sources")
    stood = "stood in “Old harbour crane to become a museum”, which was changed or removed since."
    assert all(line.endswith(stood) for line in page.text.splitlines())
    assert page.text.startswith(f"[1] {stood}")
    why = await opened(discord_, "alice", answer, "Why")
    assert why.original
    for text in (why.text, (await opened(discord_, "alice", why.original, "More")).text):
        assert "west quay" not in text


async def test_what_a_removed_article_said_is_gone(
    discord_: Discord, bot: NewsBot, answer: JSON, news_engine: Engine
) -> None:
    with news_engine.index.writing() as writer:
        writer.remove(["harbour"])
    page = await opened(discord_, "alice", answer, "Sources")
    assert page.text == "I no longer have this answer. Please ask again."


async def test_an_answer_that_is_not_kept_is_told(discord_: Discord, bot: NewsBot, answer: JSON) -> None:
    bot.services.answers.forget(int(discord_.world.users["alice"]["id"]))
    for button in (":sources:", "Why", "Thread", "good"):
        told = await opened(discord_, "alice", answer, button)
        assert told.text == "I no longer have this answer. Please ask again."


async def test_a_thread_opens_for_the_asker_alone_and_once(discord_: Discord, answer: JSON) -> None:
    refused = await opened(discord_, "bob", answer, "Thread")
    assert refused.ephemeral and refused.text == "Only the person who asked can do that."
    done = await opened(discord_, "alice", answer, "Thread")
    assert done.text == f"The thread is open: <#{answer['id']}>"
    thread = discord_.world.channels[answer["id"]]
    assert thread["name"] == CRANE
    assert discord_.world.bot_messages(answer["id"])[0]["content"].startswith("Ask on here")
    again = await opened(discord_, "owner", answer, "Thread")
    assert again.text == f"There is a thread already: <#{answer['id']}>"


async def test_a_thread_that_may_not_be_opened(discord_: Discord, answer: JSON) -> None:
    discord_.world.forbidden[answer["channel_id"]] = {"create_public_threads"}
    told = await opened(discord_, "alice", answer, "Thread")
    assert told.text.startswith("I may not open threads here.")


async def test_in_a_thread_no_thread_is_offered_and_an_old_button_is_told(
    discord_: Discord, bot: NewsBot, answer: JSON
) -> None:
    thread = next(i for i in custom_ids(answer) if ":thread:" in i)
    await opened(discord_, "alice", answer, "Thread")
    bot.services.cooldowns.clear()
    within = await discord_.answer_to(await discord_.mention("alice", answer["id"], CRANE))
    assert not any(":thread:" in name for name in custom_ids(within))
    within["components"][0]["components"][0]["custom_id"] = thread
    told = await opened(discord_, "alice", within, ":thread:")
    assert told.text.startswith("I may not open threads here.")


async def test_a_failure_behind_a_button_a_form_or_a_panel_is_told_and_logged(
    discord_: Discord, bot: NewsBot, answer: JSON, caplog: pytest.LogCaptureFixture
) -> None:
    form = await (await discord_.click("bob", answer, "bad")).acknowledged()
    panel = await (await discord_.slash("owner", "general", "settings")).done()
    assert panel.original
    for store in (bot.services.answers, bot.services.spaces):
        store.close()
    sorry = "Something went wrong on my side; it is noted. Please try again."
    assert (await opened(discord_, "bob", answer, "Sources")).text == sorry
    assert (await (await discord_.submit("bob", form, "why")).done()).text == sorry
    toggled = await discord_.click("owner", panel.original, "private")
    await discord_.wait(lambda: toggled.followups)
    assert toggled.followups[0]["content"] == sorry
    assert "Traceback" in caplog.text


async def test_what_a_button_opens_is_tried_again(discord_: Discord, answer: JSON) -> None:
    discord_.fault("PATCH", r"/webhooks/", status=503)
    assert "museum in June" in (await opened(discord_, "bob", answer, "Sources")).text


async def test_a_form_that_is_opened_twice_can_be_sent_twice(
    discord_: Discord, bot: NewsBot, answer: JSON
) -> None:
    forms = [await (await discord_.click(user, answer, "bad")).acknowledged() for user in ("alice", "bob")]
    for user, form in zip(("alice", "bob"), forms, strict=True):
        sent = await (await discord_.submit(user, form, f"says {user}")).done()
        assert sent.text == "Thank you, noted."
    assert {vote.reason for vote in bot.services.feedback.votes()} == {"says alice", "says bob"}


async def test_another_thumb_down_without_a_reason_keeps_the_earlier_one(
    discord_: Discord, bot: NewsBot, answer: JSON
) -> None:
    form = await (await discord_.click("bob", answer, "bad")).acknowledged()
    await (await discord_.submit("bob", form, "out of date")).done()
    (before,) = bot.services.feedback.votes()
    await (await discord_.click("bob", answer, "bad")).acknowledged()
    await opened(discord_, "alice", answer, "good")  # by then the second thumb is kept
    assert before in bot.services.feedback.votes()
    await opened(discord_, "bob", answer, "good")
    assert not any(vote.reason for vote in bot.services.feedback.votes())


async def test_thumbs_are_counted_once_a_person(discord_: Discord, bot: NewsBot, answer: JSON) -> None:
    for user in ("alice", "bob", "bob"):
        assert (await opened(discord_, user, answer, "good")).text == "Thank you, noted."
    votes = bot.services.feedback.votes()
    assert [vote.good for vote in votes] == [True, True]
    line = json.loads(votes[0].question)
    assert line["question"] == CRANE and line["gold_ids"] == ["harbour"] and line["answerable"]


async def test_a_thumb_down_may_come_with_a_reason(discord_: Discord, bot: NewsBot, answer: JSON) -> None:
    form = await (await discord_.click("bob", answer, "bad")).acknowledged()
    await discord_.wait(bot.services.feedback.votes)  # it counts even if the form is closed
    sent = await (await discord_.submit("bob", form, "x" * 1000)).done()
    assert sent.text == "Thank you, noted."
    (vote,) = bot.services.feedback.votes()
    assert not vote.good and vote.reason == "x" * 1000


async def test_a_private_answer_opens_for_nobody_else(discord_: Discord, bot: NewsBot) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE, private=True)).done()
    assert asked.original
    for user, told in (("bob", "Only the person who asked can do that."), ("alice", "museum")):
        assert told in (await opened(discord_, user, asked.original, "Sources")).text


async def test_a_forged_button_does_nothing(discord_: Discord, bot: NewsBot, answer: JSON) -> None:
    answer["components"][0]["components"][0]["custom_id"] = "nd:sources:'; DROP TABLE"
    answer["components"][0]["components"][1]["custom_id"] = "nd:page:why:aaaaaaaaaaaa:-5"
    dropped = await discord_.click("bob", answer, "DROP")
    told = await (await discord_.click("bob", answer, "nd:page")).acknowledged()
    await discord_.wait(lambda: told.followups)
    assert told.followups[0]["content"] == "I no longer have this answer. Please ask again."
    assert dropped.callback is None
    await discord_.wait(lambda: bot.services.answers.at_message(int(answer["id"])))
