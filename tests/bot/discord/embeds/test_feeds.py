from datetime import UTC, datetime, timedelta

import pytest

from bot.discord.embeds.feeds import check_embed, feeds_embed
from bot.discord.embeds.text import DESCRIPTION
from bot.discord.renderer import Renderer
from bot.messages import load_messages
from retrieval.feeds import FeedCheck, FeedStatus

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUAY = FeedStatus(
    "https://example.org/feed", "Quay News", "", timedelta(hours=2), NOON, "timed out", 1, 1204, 9000, NOON
)


@pytest.mark.parametrize(
    ("language", "facts", "none"),
    [
        ("en", "every 2h · last read {t} · 1,204 new of late · next {t}", "No feeds yet"),
        ("de", "alle 2h · zuletzt gelesen {t} · 1.204 neu in letzter Zeit · nächstes Mal {t}", "Noch keine"),
        (
            "fr",
            "toutes les 2h · dernière lecture {t} · nouveautés récentes : 1\u202f204 · prochaine {t}",
            "Pas",
        ),
    ],
)
def test_how_feeds_fare_is_told_in_the_guilds_language(language: str, facts: str, none: str) -> None:
    words = Renderer(load_messages(language), NOON)
    told = facts.format(t="<t:1772452800:R>")
    row = f"**Quay News**\nhttps\\://example.org/feed\n-# {told}\n⚠ timed out"
    assert feeds_embed([QUAY], words).description == row
    assert str(feeds_embed([], words).description).startswith(none)


@pytest.mark.parametrize(
    ("language", "entries", "newest", "told"),
    [
        ("en", 1, "", "RSS 2.0, 1 entry"),
        ("en", 12, "2026-03-02", "RSS 2.0, 12 entries, the newest of <t:1772452800:D>"),
        ("de", 12, "2026-03-02T12:00:00Z", "RSS 2.0, 12 Einträge, der neueste vom <t:1772452800:D>"),
        ("fr", 1, "once upon a time", "RSS 2.0, 1 entrée"),
    ],
)
def test_what_stands_behind_an_address_is_told(language: str, entries: int, newest: str, told: str) -> None:
    check = FeedCheck("https://example.org/feed", "RSS 2.0", "Quay", entries, newest, ("one entry is empty",))
    embed = check_embed(check, Renderer(load_messages(language), NOON))
    assert embed.description == f"https\\://example.org/feed\n{told}\n⚠ one entry is empty"


def test_feeds_without_room_are_counted() -> None:
    text = feeds_embed([QUAY] * 60, Renderer(load_messages("de"), NOON)).description
    assert text and len(text) <= DESCRIPTION and text.count("Quay News") == 60 - int(text.split()[-2])
