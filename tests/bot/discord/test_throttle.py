from bot.discord.throttle import MANY, ChannelThrottle


def test_a_channel_is_written_to_once_in_a_while_and_others_meanwhile() -> None:
    now = 0.0
    pace = ChannelThrottle(1.5, lambda: now)
    assert [pace.takes(7), pace.takes(7), pace.takes(8)] == [True, False, True]
    now = 1.5
    assert [pace.takes(7), pace.takes(7)] == [True, False]


def test_what_has_a_limit_of_its_own_is_not_held_back() -> None:
    pace = ChannelThrottle(1.5, lambda: 0.0)
    assert pace.takes(0) and pace.takes(0)


def test_channels_that_are_free_again_are_forgotten() -> None:
    now = 0.0
    pace = ChannelThrottle(1.5, lambda: now)
    assert all(pace.takes(channel) for channel in range(1, MANY + 1))
    now = 2.0
    assert pace.takes(1) and len(pace._ready) == 1
