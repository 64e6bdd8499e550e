from bot.discord.client import NewsBot
from tests.discord_double import Discord
from tests.discord_double.interactions import shown

CRANE = "when will the old crane open as a museum?"


async def test_a_question_is_deferred_and_answered_with_its_sentences(
    discord_: Discord, bot: NewsBot
) -> None:
    asked = await (await discord_.slash("alice", "general", "ask", question=CRANE)).done()
    assert asked.callback and asked.callback["type"] == 5
    assert not asked.ephemeral
    assert "will open as a museum in June" in asked.text


async def test_a_mention_is_answered(discord_: Discord, bot: NewsBot) -> None:
    asked = await discord_.mention("alice", "general", CRANE)
    reply = await discord_.answer_to(asked)
    assert "will open as a museum in June" in shown(reply)
