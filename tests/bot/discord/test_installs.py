import pytest

from tests.bot.discord.conftest import CRANE, Connect
from tests.discord_double import Discord

PERSONAL = {"ask", "latest", "story", "sources", "help", "about", "forgetme", "mydata", "Fact-check this"}


@pytest.mark.parametrize("by_users", [True, False])
async def test_only_what_needs_no_server_goes_with_a_user(
    discord_: Discord, connect: Connect, by_users: bool
) -> None:
    discord_.routes.install_types = [0, 1] if by_users else [0]
    await connect()
    commands = discord_.world.commands.values()
    taken = {c["name"] for c in commands if c["integration_types"] == [0, 1] and c["contexts"] == [0, 1, 2]}
    assert taken == (PERSONAL if by_users else set())
    assert all(c["integration_types"] == [0] for c in commands if c["name"] not in taken)


async def test_in_a_server_without_the_bot_its_user_asks_like_in_private(
    discord_: Discord, connect: Connect
) -> None:
    discord_.routes.install_types = [0, 1]
    elsewhere = discord_.world.guild("Elsewhere")
    discord_.world.channel("lobby", elsewhere)
    discord_.world.foreign.add(elsewhere.id)
    bot = await connect()
    asked = await (await discord_.slash("alice", "lobby", "ask", question=CRANE)).done()
    assert "museum in June" in asked.text and asked.original
    labels = [c.get("label") for c in asked.original["components"][0]["components"]]
    assert "Sources" in labels and "Thread" not in labels
    assert bot.services.known_spaces() == set()  # nothing that would be deleted as a server's that it left
    page = await (await discord_.click("alice", asked.original, "Sources")).done()
    assert page.embed["title"] == "Old harbour crane to become a museum"


async def test_a_blocked_server_is_blocked_there_too(discord_: Discord, connect: Connect) -> None:
    discord_.routes.install_types = [0, 1]
    elsewhere = discord_.world.guild("Elsewhere")
    discord_.world.channel("lobby", elsewhere)
    discord_.world.foreign.add(elsewhere.id)
    await connect(discord_block_servers=(int(elsewhere.id),))
    asked = await (await discord_.slash("alice", "lobby", "ask", question=CRANE)).done()
    assert asked.ephemeral and asked.text == "Whoever runs me does not let me answer here."
