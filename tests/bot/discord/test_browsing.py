from bot.discord.client import NewsBot
from tests.discord_double import Discord, Interaction


async def used(discord_: Discord, name: str, **options: str) -> Interaction:
    return await (await discord_.slash("alice", "general", name, **options)).done()


async def test_the_latest_articles_newest_first(discord_: Discord, bot: NewsBot) -> None:
    text = (await used(discord_, "latest")).text
    titles = [line.strip("*") for line in text.splitlines() if line.startswith("**")]
    assert titles == [
        "Old harbour crane to become a museum",
        "Glacier lost nine metres in a summer",
        "Rovers win the island cup",
    ]


async def test_the_latest_of_an_outlet_or_about_a_topic(discord_: Discord, bot: NewsBot) -> None:
    assert "Glacier" not in (await used(discord_, "latest", source="herald")).text
    about = await used(discord_, "latest", topic="glaciers")
    assert about.embed["title"] == "Latest: glaciers" and "harbour" not in about.text
    assert (await used(discord_, "latest", topic="zeppelin")).text == "Latest: zeppelin\nNo such articles."
    assert (await used(discord_, "latest", source="Herold")).text.startswith(
        "No article has the source “Herold”"
    )


async def test_a_story_is_found_by_its_title(discord_: Discord, bot: NewsBot) -> None:
    choices = await discord_.autocomplete("alice", "general", "story", "article", "crane old")
    assert choices == [{"name": "Old harbour crane to become a museum — Herald", "value": "harbour"}]
    story = await used(discord_, "story", article="harbour")
    assert story.embed["url"] == "https://example.org/herald/crane"
    assert "It has stood idle for forty years" in story.text
    assert (await used(discord_, "story", article="no such thing")).text.startswith(
        "There is no such article"
    )


async def test_sources_are_counted(discord_: Discord, bot: NewsBot) -> None:
    assert (await used(discord_, "sources")).text == "Outlets\n`2`  Herald\n`1`  Post"


async def test_help_and_about(discord_: Discord, bot: NewsBot) -> None:
    helped = await (await discord_.slash("alice", "general", "help")).done()
    assert helped.ephemeral and "Fact-check this" in helped.text
    about = await used(discord_, "about")
    assert "searched 3 articles" in about.text and "forgetme" in about.text
