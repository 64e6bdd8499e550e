from bot.chat.permissions import GuildSettings, barred

SETTINGS = GuildSettings(channels=(10, 11), roles=(20,))


def test_where_and_by_whom() -> None:
    assert barred(SETTINGS, {10}, {20, 21}) is None
    assert barred(SETTINGS, {12, 11}, {20}) is None  # a thread in channel 11
    assert barred(SETTINGS, {12}, {20}) == "channel"
    assert barred(SETTINGS, {10}, {21}) == "role"
    assert barred(GuildSettings(), {12}, set()) is None
