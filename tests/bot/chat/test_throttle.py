from bot.chat.throttle import MAX_CHANNELS, ChannelThrottle


def test_a_channel_is_written_to_once_in_a_while_and_others_meanwhile() -> None:
    now = 0.0
    throttle = ChannelThrottle(1.5, lambda: now)
    assert [throttle.acquire(7), throttle.acquire(7), throttle.acquire(8)] == [True, False, True]
    now = 1.5
    assert [throttle.acquire(7), throttle.acquire(7)] == [True, False]


def test_what_has_a_limit_of_its_own_is_not_held_back() -> None:
    throttle = ChannelThrottle(1.5, lambda: 0.0)
    assert throttle.acquire(0) and throttle.acquire(0)


def test_channels_that_are_free_again_are_forgotten() -> None:
    now = 0.0
    throttle = ChannelThrottle(1.5, lambda: now)
    assert all(throttle.acquire(channel) for channel in range(1, MAX_CHANNELS + 1))
    now = 2.0
    assert throttle.acquire(1) and len(throttle._ready) == 1
