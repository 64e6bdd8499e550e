"""The guarded network, which connects only to the address that it has checked."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Any

import httpcore
import httpx
from httpcore import AsyncNetworkBackend, AsyncNetworkStream

from retrieval.http.ip_addresses import is_public

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host and a port to its IP addresses; OSError where there are none."""


class NotPublicError(Exception):
    """A host leads to an address that is not on the public internet."""


async def resolve(host: str, port: int) -> list[str]:
    """Return what the system's resolver says. It also reads decimal, octal and shortened spellings."""
    infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in infos))


class GuardedBackend(AsyncNetworkBackend):
    """Connects to public addresses, and to the `allowed` hosts ("name" or "name:port") wherever they are."""

    def __init__(self, allowed: Collection[str], resolve: Resolve, sockets: AsyncNetworkBackend) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve
        self._sockets = sockets

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """Resolve once and connect to the result, so that a second answer of the resolver does not count."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await self._checked(host, port, timeout):
            try:
                return await self._sockets.connect_tcp(
                    address, port, timeout=timeout, local_address=local_address, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _checked(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout("looking up the host took too long") from None
        except (OSError, UnicodeError):
            raise httpcore.ConnectError(f"no such host: {host}") from None
        # One private address among public ones is a trick too.
        if not is_allowed(host, port, self._allowed) and not all(map(is_public, addresses)):
            raise NotPublicError(host)
        return addresses

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> AsyncNetworkStream:
        raise NotPublicError(path)

    async def sleep(self, seconds: float) -> None:
        await self._sockets.sleep(seconds)


def is_allowed(host: str, port: int, allowed: Collection[str]) -> bool:
    """Return whether a host is one of the newsroom's own."""
    return host in allowed or f"{host}:{port}" in allowed


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport on a guarded network; no proxies, since they resolve names themselves."""

    def __init__(self, backend: AsyncNetworkBackend) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, trust_env=False)
        # httpx has no parameter for the network; all else of its transport is wanted as it is.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=backend,
        )
