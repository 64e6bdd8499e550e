"""Whoever writes whatever: each is answered well, none does harm."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.values import RawArticle
from tests.bot.discord.conftest import CRANE, Connect
from tests.discord_double import Discord
from tests.discord_double.interactions import shown

POISON = RawArticle(
    id="poison",
    title="# [Click](https://evil.example) @everyone <@1> ```",
    text="The harbour @here gala [is free](https://evil.example/masked) and **bold** ||hidden|| <@&5> <#6>."
    " Visit https://evil.example/plain now <t:0:R> > # heading.",
    url="javascript:alert(1)",
    source="Evil](https://evil.example) **Times**",
    published="2026-03-01",
)


@pytest.mark.parametrize(
    "question",
    [
        "crane " * 666,
        "🏗️🏛️❓" * 40,
        "@everyone @here when does the crane open? <@&1>",
        "> **`crane`** ||museum|| ```py\n# [x](http://evil.example)",
        "\u202ecrane\u202d \u200b museum\x00",
        "'; DROP TABLE articles; -- \" OR 1=1 *",
    ],
)
async def test_a_strange_question_is_answered(discord_: Discord, bot: NewsBot, question: str) -> None:
    reply = await discord_.answer_to(await discord_.mention("alice", "general", question[:3970]))
    assert reply["_allowed_mentions"]["parse"] == []
    asked = await (await discord_.slash("bob", "general", "ask", question=question[:4000])).done()
    assert "<@" not in asked.text.replace("\\<\\@", "") and asked.original
    assert "[x](" not in asked.text


async def test_an_articles_markup_links_and_mentions_are_inert(
    discord_: Discord, connect: Connect, news_engine: Engine
) -> None:
    list(news_engine.ingest([POISON]))
    await connect()
    asked = await (
        await discord_.slash("alice", "general", "ask", question="is the harbour gala free?")
    ).done()
    answer = asked.original
    assert answer
    texts = [shown(answer)]
    for button in (":sources:", "Why"):
        page = await (await discord_.click("alice", answer, button)).done()
        texts.append(page.text)
    assert page.original
    for button in ("More", "Figures"):
        texts.append((await (await discord_.click("alice", page.original, button)).done()).text)
    texts.append((await (await discord_.slash("bob", "general", "story", article="poison")).done()).text)
    texts.append((await (await discord_.slash("alice", "general", "latest")).done()).text)
    texts.append((await (await discord_.slash("owner", "general", "sources")).done()).text)
    assert "gala" in texts[0]
    for text in texts:
        live = re.sub(r"\\.", "", text)
        assert not re.search(
            r"evil\.example\)|\]\(https?:|https?://evil|<@|<#|@here|@everyone|\|\||```", live
        ), text
        assert "javascript" not in live


async def test_five_hundred_questions_in_a_minute_get_a_few_answers(discord_: Discord, bot: NewsBot) -> None:
    discord_.rest.message_rate = None
    for n in range(500):
        await discord_.mention("alice", "general", f"{CRANE} {n}")
    last = await discord_.mention("bob", "general", CRANE)
    await discord_.answer_to(last)
    told = [shown(m) for m in discord_.world.bot_messages("general")]
    assert 2 <= len(told) <= 12  # the answers, and a word about the wait once in a while
    assert any(text.startswith("One question after another") for text in told)


async def test_a_long_article_fits(
    discord_: Discord, connect: Connect, tmp_path: Path, engine_factory: Callable[[Path], Engine]
) -> None:
    engine = engine_factory(tmp_path / "long")
    sentence = "The _crane_ opens *as* [a] museum " + "with (many) words " * 60 + "in June."
    draft = RawArticle(
        id="long", title="*" * 400, text=f"{sentence} {sentence}", source="(" * 300, published="2026-03-01"
    )
    list(engine.ingest([draft]))
    await connect(engine)
    asked = await (await discord_.slash("alice", "general", "ask", question="museum crane opens June")).done()
    assert asked.original and len(asked.embed["description"]) <= 4096
    for button in (":sources:", "Why"):
        page = await (await discord_.click("alice", asked.original, button)).done()
        assert page.embed["description"]
    assert page.original
    for button in ("More", "Figures"):
        assert (await (await discord_.click("alice", page.original, button)).done()).embed["description"]
    engine.close()
