from datetime import UTC, datetime

import pytest

from bot.discord.embeds.times import newest, published_and_age

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
NOON = int(datetime(2026, 3, 5, 12, tzinfo=UTC).timestamp())


def stamps(moment: int) -> tuple[str, str]:
    return f"<t:{moment}:D> (<t:{moment}:R>)", f"<t:{moment}:R>"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-03-05T08:00:00Z", stamps(NOON - 4 * 3600)),
        ("2026-03-05T10:00:00+02:00", stamps(NOON - 4 * 3600)),
        ("2026-02-05", stamps(NOON - 28 * 86400)),
        ("2026-03-05", (f"<t:{NOON}:D>", f"<t:{NOON}:D>")),  # noon is yet to come
        ("", ("", "")),
        ("spring", ("", "")),
    ],
)
def test_when_an_article_was_published(published: str, shown: tuple[str, str]) -> None:
    assert (published_and_age(published, NOW), newest(published, NOW)) == shown
