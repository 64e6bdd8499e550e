from datetime import UTC, datetime

import pytest

from bot.chat.store.answers import KeptAnswer
from bot.discord.client import NewsBot
from bot.discord.renderer import Renderer
from bot.discord.views.answer_buttons import AnswerView
from bot.messages import load_messages
from retrieval.engine import Engine
from retrieval.index.browse import Coverage
from retrieval.values import Answer, Query
from retrieval.values.understanding import Kind
from tests.bot.discord.conftest import CRANE, Connect
from tests.bot.discord.engines import SuggestingEngine
from tests.discord_double import Discord
from tests.discord_double.payloads import JSON

GLACIER = "how many metres of ice did the glacier lose?"


@pytest.fixture
def suggester(news_engine: Engine) -> SuggestingEngine:
    return SuggestingEngine(**vars(news_engine))


@pytest.fixture
async def suggesting(connect: Connect, suggester: SuggestingEngine) -> NewsBot:
    return await connect(suggester)


def labels(message: JSON, row: int) -> list[str]:
    return [component.get("label", "") for component in message["components"][row]["components"]]


async def test_what_can_be_asked_is_asked_with_a_click(
    discord_: Discord, suggesting: NewsBot, suggester: SuggestingEngine
) -> None:
    options = {"question": CRANE, "source": "Herald"}
    asked = await (await discord_.slash("alice", "general", "ask", **options)).done()
    assert asked.original
    assert labels(asked.original, 1) == [CRANE]
    clicked = await (await discord_.click("bob", asked.original, CRANE)).done()
    assert clicked.original and not clicked.ephemeral
    assert clicked.embed["title"] == CRANE and "museum in June" in clicked.text
    assert (suggester.queries[-1].source, suggester.queries[-1].history[-1].question) == ("Herald", CRANE)


async def test_a_suggestion_under_a_private_answer_is_answered_in_private(
    discord_: Discord, suggesting: NewsBot
) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=GLACIER, private=True)).done()
    assert asked.original
    assert (await (await discord_.click("alice", asked.original, CRANE)).done(60)).ephemeral


async def test_a_refusal_offers_three(discord_: Discord, suggesting: NewsBot) -> None:
    refused = await discord_.answer_to(await discord_.mention("alice", "general", "which parrot sang?"))
    assert labels(refused, 1) == [CRANE, "w" * 79 + "…", "who won?"]


async def test_who_clicks_keeps_to_the_pace(discord_: Discord, suggesting: NewsBot) -> None:
    asked = await discord_.answer_to(await discord_.mention("bob", "general", GLACIER))
    clicked = await (await discord_.click("bob", asked, CRANE)).done()
    assert clicked.ephemeral and clicked.text.startswith("One question after another")


async def test_where_the_answer_is_gone_that_is_said(discord_: Discord, suggesting: NewsBot) -> None:
    asked = await discord_.answer_to(await discord_.mention("alice", "general", GLACIER))
    suggesting.services.answers.forget(int(discord_.world.users["alice"]["id"]))
    clicked = await (await discord_.click("bob", asked, CRANE)).done()
    assert clicked.text == "I no longer have this answer. Please ask again."


async def test_small_talk_has_no_thumbs() -> None:
    talk = Answer("hi", (), 1.0, kind=Kind.TALK, suggestions=("who won?",))
    now = datetime(2026, 3, 5, tzinfo=UTC)
    kept = KeptAnswer("a" * 12, 1, 2, 3, now, Query("hi"), Coverage(3), talk)
    view = AnswerView(kept, Renderer(load_messages("en"), now))
    assert [getattr(item, "label", "") for item in view.children] == ["who won?"]
