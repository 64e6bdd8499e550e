"""The guarded client: GET requests, and messages to addresses that the user names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Self

import httpx
from httpcore import AnyIOBackend, AsyncNetworkBackend

from retrieval.errors import FetchError, RefusedError, UnsureError
from retrieval.http.content_types import FEEDS
from retrieval.http.ip_addresses import is_public
from retrieval.http.network import (
    GuardedBackend,
    GuardedTransport,
    NotPublicError,
    Resolve,
    is_allowed,
    resolve,
)
from retrieval.http.responses import MB, Fetched, Redirect, Wanted, check_taken, sendable, take
from retrieval.http.robots import MOST_BYTES, Robots, product_token
from retrieval.http.throttle import DELAY, HostRestingError, HostThrottle
from retrieval.http.urls import join_url, origin, parse_url, port

MOST_HOPS = 5
MOST_BODY = 10 * MB
SECONDS = 60.0
"""For one hop from first to last byte, however slowly it drips."""
_TIMEOUT = httpx.Timeout(10.0, read=20.0, pool=None)


class GuardedClient:
    """HTTP and HTTPS, to public hosts and the `allowed` ones; for one event loop, to be closed.

    Allowed hosts ("name" or "name:port") are the newsroom's own: they may be anywhere, and need no pause.
    """

    def __init__(
        self,
        allowed: Collection[str] = (),
        *,
        user_agent: str,
        resolve: Resolve = resolve,
        sockets: AsyncNetworkBackend | None = None,
        pace: HostThrottle | None = None,
        seconds: float = SECONDS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._agent = user_agent
        self._resolve = resolve
        self._pace = pace or HostThrottle()
        self._seconds = seconds
        self._clock = clock
        self._robots = Robots(self._fetch_robots)
        self._http = httpx.AsyncClient(
            transport=GuardedTransport(GuardedBackend(self._allowed, resolve, sockets or AnyIOBackend())),
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # none are kept
            timeout=_TIMEOUT,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    async def get(
        self,
        url: str,
        *,
        kinds: Collection[str] = FEEDS,
        most: int = MOST_BODY,
        etag: str = "",
        last_modified: str = "",
        named_by: str = "",
    ) -> Fetched:
        """Return what `url` holds, of one of `kinds`, at most `most` bytes; no body if unchanged.

        `named_by` is the address that names this one, empty for the user. An allowed host that is not public
        is fetched only if every address that names it or redirects to it is allowed too.
        Raise FetchError if a later try may work, RefusedError if it will not.
        """
        validators = {"If-None-Match": sendable(etag), "If-Modified-Since": sendable(last_modified)}
        headers = {name: value for name, value in validators.items() if value}
        own = self._is_own(parse_url(named_by or url))
        return await self._follow(url, headers, Wanted(kinds, most), obey=True, own=own)

    async def post(self, url: str, body: Mapping[str, Any], name: str) -> None:
        """Send JSON to an address that the user named, and follow no redirect.

        Errors call it `name`: the address may hold a secret. Raise RefusedError or FetchError where the
        message surely was not taken, UnsureError where nobody knows.
        """
        at = parse_url(url)
        try:
            async with asyncio.timeout(self._seconds), self._http.stream("POST", at, json=body) as response:
                check_taken(response, name, self._clock())
        except NotPublicError:
            advice = "if it is yours, name it in NEWSDESK_ALLOW_HOSTS"
            raise RefusedError(name, f"is not on the public internet; {advice}") from None
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise FetchError(name, f"cannot be reached: {_why(error)}") from None
        except (httpx.HTTPError, TimeoutError):
            raise UnsureError(name, "did not say whether it took the message") from None

    async def _follow(
        self, url: str, headers: Mapping[str, str], wanted: Wanted, *, obey: bool, own: bool
    ) -> Fetched:
        """Follow redirects and check each hop like the first. With `obey`, ask robots.txt at each hop.

        `own` allows the newsroom's own hosts.
        """
        at, permanent = parse_url(url), True
        seen: set[httpx.URL] = set()
        while at not in seen:
            if len(seen) > MOST_HOPS:
                raise RefusedError(url, f"redirects more than {MOST_HOPS} times")
            seen.add(at)
            try:
                if not own and self._is_own(at):
                    await self._check_public(at)
                delay = await self._delay(at) if obey else 0.0
                outcome = await self._hop(at, headers, wanted, delay)
            except FetchError as error:
                if len(seen) == 1:
                    raise
                reason = f"leads to {at}, which {error.reason}"
                raise type(error)(url, reason, error.retry_after, error.status) from None
            if isinstance(outcome, Fetched):
                return replace(outcome, moved=str(at) if permanent and len(seen) > 1 else "")
            at, permanent = join_url(at, outcome.location), permanent and outcome.permanent
        raise RefusedError(url, "redirects in a circle")

    async def _hop(
        self, url: httpx.URL, headers: Mapping[str, str], wanted: Wanted, delay: float
    ) -> Fetched | Redirect:
        try:
            async with (
                self._pace.turn(url.host, delay),
                self._explained(url),
                self._http.stream("GET", url, headers=headers) as response,
            ):
                return await take(response, wanted, self._clock)
        except HostRestingError as rest:
            reason = f"is on a host that asked to be left alone for {rest.seconds:.0f} s"
            raise FetchError(str(url), reason, rest.seconds) from None

    @asynccontextmanager
    async def _explained(self, url: httpx.URL) -> AsyncIterator[None]:
        """Fetch within the time limit of one hop. Turn every failure into a FetchError."""
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except FetchError as error:
            self._pace.rest(url.host, error.retry_after)
            raise
        except TimeoutError:
            raise FetchError(str(url), f"takes longer than {self._seconds:.0f} s") from None
        except NotPublicError:
            advice = "if it is yours, name it in NEWSDESK_ALLOW_HOSTS"
            raise RefusedError(str(url), f"is not on the public internet; {advice}") from None
        except httpx.TimeoutException:
            raise FetchError(str(url), "does not answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(str(url), f"cannot be reached: {_why(error)}") from None

    async def _delay(self, url: httpx.URL) -> float:
        """Return the seconds to leave between requests. Raise RefusedError if robots.txt forbids this one."""
        rules = await self._robots.rules(origin(url))
        if rules.failure:
            reason = f"is left alone, since its host, asked for robots.txt, {rules.failure.reason}"
            raise type(rules.failure)(str(url), reason, rules.failure.retry_after)
        token = product_token(self._agent)
        if not await asyncio.to_thread(rules.allow, str(url), token):
            raise RefusedError(str(url), "is closed to programs by its host's robots.txt")
        return max(0.0 if self._is_own(url) else DELAY, rules.delay(token))

    async def _fetch_robots(self, url: str) -> Fetched:
        wanted, own = Wanted((), MOST_BYTES, cut=True), self._is_own(parse_url(url))
        return await self._follow(url, {}, wanted, obey=False, own=own)

    def _is_own(self, url: httpx.URL) -> bool:
        return is_allowed(url.host, port(url), self._allowed)

    async def _check_public(self, url: httpx.URL) -> None:
        """Raise RefusedError for one of our own hosts that a public address led to."""
        async with self._explained(url):
            try:
                addresses = await self._resolve(url.host, port(url))
            except (OSError, UnicodeError):
                addresses = ()
        if not (addresses and all(map(is_public, addresses))):
            raise RefusedError(str(url), "is on a host of your own, to which an outside address led")


def _why(error: Exception) -> str:
    """Return an httpx error in a few words. OpenSSL puts its reason between a colon and a bracket."""
    text = " ".join(str(error).split()) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not valid: " + text.rpartition("failed: ")[2].partition(" (_ssl")[0]
    return text[:120]
