"""A small Discord for tests: real HTTP and a real websocket on 127.0.0.1, held to Discord's contract."""

from tests.discord_double.double import Discord
from tests.discord_double.interactions import Interaction

__all__ = ["Discord", "Interaction"]
