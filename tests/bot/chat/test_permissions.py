from bot.chat.permissions import SpaceSettings, Visitor, find_denial
from bot.errors import Denial

SETTINGS = SpaceSettings(channels=(10, 11), roles=(20,))


def visitor(channels: set[int], roles: set[int]) -> Visitor:
    return Visitor(user=1, space=2, channel=10, channels=frozenset(channels), roles=frozenset(roles))


def test_where_and_by_whom() -> None:
    assert find_denial(SETTINGS, visitor({10}, {20, 21})) is None
    assert find_denial(SETTINGS, visitor({12, 11}, {20})) is None  # a thread in channel 11
    assert find_denial(SETTINGS, visitor({12}, {20})) is Denial.CHANNEL
    assert find_denial(SETTINGS, visitor({10}, {21})) is Denial.ROLE
    assert find_denial(SpaceSettings(), visitor({12}, set())) is None
