import pytest

from bot.chat.permissions import SpaceSettings
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from tests.bot.discord.conftest import CRANE, Connect
from tests.discord_double import Discord
from tests.discord_double.interactions import shown
from tests.discord_double.payloads import JSON


async def panel(discord_: Discord) -> JSON:
    opened = await (await discord_.slash("owner", "general", "settings")).done()
    assert opened.ephemeral and opened.original
    return opened.original


async def test_settings_are_kept_over_a_restart(discord_: Discord, bot: NewsBot, connect: Connect) -> None:
    message = await panel(discord_)
    support = discord_.world.find_channel("support")["id"]
    await discord_.choose("owner", message, "channels", [support])
    await discord_.wait(lambda: f"**Where I answer**  <#{support}>" in shown(message))
    await discord_.choose("owner", message, "language", ["de"])
    await discord_.wait(lambda: "Deutsch" in shown(message))
    await discord_.click("owner", message, "private")
    await discord_.wait(lambda: "nur wer fragt" in shown(message))
    await bot.close()
    discord_.locales["alice"] = "de"
    await connect()
    refused = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert (
        refused.ephemeral
        and refused.text == f"In diesem Kanal antworte ich nicht. Versuch es in <#{support}>."
    )
    asked = await (await discord_.slash("alice", "support", "ask", question=CRANE)).done()
    assert asked.ephemeral and "Sicherheit hoch (100 %) · 3 Artikel durchsucht" in asked.text
    assert asked.original and asked.original["components"][0]["components"][0]["label"] == "Quellen"


async def test_changes_at_the_same_time_are_all_kept(discord_: Discord, bot: NewsBot) -> None:
    message = await panel(discord_)
    support, home = discord_.world.find_channel("support")["id"], int(discord_.world.home.id)
    await discord_.click("owner", message, "private")
    await discord_.click("owner", message, "threads")
    await discord_.choose("owner", message, "language", ["de"])
    await discord_.choose("owner", message, "channels", [support])
    wanted = SpaceSettings(channels=(int(support),), private=True, threads=False, language="de")
    await discord_.wait(lambda: bot.services.spaces.get(home) == wanted, "all four changes", 10)


async def test_only_some_roles_may_ask(discord_: Discord, bot: NewsBot) -> None:
    discord_.world.user("carol")
    role = await discord_.create_role("press", "bob", "carol")
    message = await panel(discord_)
    await discord_.choose("owner", message, "roles", [role["id"]])
    await discord_.wait(lambda: f"<@&{role['id']}>" in shown(message))
    refused = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert refused.text == f"You need one of these roles to ask me: <@&{role['id']}>."
    assert "museum" in (await (await discord_.slash("bob", "general", "ask", question=CRANE)).done()).text
    unheard = [await discord_.mention("alice", "general", CRANE) for _ in range(3)]
    await discord_.answer_to(await discord_.mention("carol", "general", CRANE))
    assert sum(len(discord_.replies(message)) for message in unheard) == 0  # she was told a moment ago


async def test_cooldowns_are_typed_into_a_form(discord_: Discord, bot: NewsBot) -> None:
    message = await panel(discord_)
    form = await (await discord_.click("owner", message, "cooldown")).acknowledged()
    wrong = await (await discord_.submit("owner", form, "-1", "60")).done()
    assert wrong.text == "“-1” is no whole number from 0 to 3,600."
    form = await (await discord_.click("owner", message, "cooldown")).acknowledged()
    await discord_.submit("owner", form, "0", "2")
    await discord_.wait(
        lambda: "0 s between two questions of a person, 2 questions a minute" in shown(message)
    )
    for _ in range(2):
        assert "museum" in (await (await discord_.slash("bob", "general", "ask", question=CRANE)).done()).text
    third = await (await discord_.slash("bob", "general", "ask", question=CRANE)).done()
    assert third.text.startswith("One question after another")


async def test_settings_are_refused_to_others_though_discord_lets_them_through(
    discord_: Discord, bot: NewsBot
) -> None:
    refused = await (await discord_.slash("alice", "general", "settings", forced=True)).done()
    assert refused.text == "Only administrators can do that."
    message = await panel(discord_)
    click = await (await discord_.click("alice", message, "private")).acknowledged()
    await discord_.wait(lambda: click.followups)
    assert click.followups[0]["content"] == "Only administrators can do that."
    assert not bot.services.spaces.get(int(discord_.world.home.id)).private


async def test_an_article_is_removed_and_cited_no_more(
    discord_: Discord, bot: NewsBot, news_engine: Engine
) -> None:
    removed = await (await discord_.slash("owner", "general", "articles remove", article="harbour")).done()
    assert removed.text == "Removed “Old harbour crane to become a museum”."
    assert news_engine.index.articles.article("harbour") is None
    again = await (await discord_.slash("owner", "general", "articles remove", article="harbour")).done()
    assert again.text.startswith("There is no such article")


async def test_articles_that_several_servers_share_are_the_owners_to_remove(
    discord_: Discord, connect: Connect
) -> None:
    discord_.world.guild("another")
    discord_.world.user("admin")
    discord_.administrators.add("admin")
    await connect()
    refused = await (await discord_.slash("admin", "general", "articles remove", article="cup")).done()
    assert refused.text == "Only administrators can do that."
    removed = await (await discord_.slash("owner", "general", "articles remove", article="cup")).done()
    assert removed.text == "Removed “Rovers win the island cup”."


@pytest.mark.parametrize("name", ["settings", "articles remove", "feeds list"])
async def test_what_is_for_administrators_is_not_offered_in_direct_messages(
    discord_: Discord, bot: NewsBot, name: str
) -> None:
    options = {"article": "cup"} if name == "articles remove" else {}
    with pytest.raises(LookupError, match="not offered here"):
        await discord_.slash("alice", discord_.world.dm("alice")["id"], name, **options)
