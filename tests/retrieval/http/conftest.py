"""A public internet in miniature: names and addresses that lead to sites on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from httpcore import AnyIOBackend, AsyncNetworkStream

from retrieval.http import GuardedClient
from retrieval.http.throttle import HostThrottle
from tests.site import Site, serve

PUBLIC = "93.184.216.34"


class Internet(AnyIOBackend):
    """Real sockets, but every address that is reached is a site's; notes which were connected to."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.connected: list[str] = []

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *rest: Any, **options: Any
    ) -> AsyncNetworkStream:
        self.connected.append(host)
        return await super().connect_tcp(self.site.host, self.site.port, timeout)


class Names:
    """A resolver; a name with several answers gives one after another, the last for ever."""

    def __init__(self, known: Mapping[str, Sequence[str | list[str]]]) -> None:
        self._known = {name: list(answers) for name, answers in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._known.get(host)
        if answers is None:
            raise OSError("no such host")
        answer = answers[0] if len(answers) == 1 else answers.pop(0)
        return [answer] if isinstance(answer, str) else answer


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        yield made


@pytest.fixture
def internet(site: Site) -> Internet:
    return Internet(site)


@pytest.fixture
def client(internet: Internet) -> Callable[..., GuardedClient]:
    """A client on the small internet, where "news.example" is public."""

    def make(names: Mapping[str, Sequence[str | list[str]]] | None = None, **options: Any) -> GuardedClient:
        known = {"news.example": [PUBLIC], **(names or {})}
        pace = options.pop("pace", None) or HostThrottle(sleep=no_sleep)
        return GuardedClient(
            user_agent="newsdesk-test", resolve=Names(known), sockets=internet, pace=pace, **options
        )

    return make


async def no_sleep(seconds: float) -> None:
    """Time that need not pass."""
