"""What every request passes first: its host, origin, token, rate and size."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.chat.cooldowns import Cooldowns
from bot.web.clients import asker_of
from bot.web.errors import RequestError
from bot.web.token import bare_address, is_loopback, is_right, ticket

COOKIE = "newsdesk"
OPEN = ("/health", "/login", "/static/")
"""Paths that need no token."""
MAX_BODY = 1 << 20
"""Bytes of a body; a conversation of OpenAI's clients holds all that was said."""
BODY_SECONDS = 30.0
"""Seconds for each piece of a body."""
SAFE = ("GET", "HEAD")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom a server serves: those who hold the `token`, at one of the `hosts`, so often `per_minute`."""

    token: str = ""
    hosts: tuple[str, ...] = ()
    per_minute: int = 120


class Guard:
    """Stands before an application; `respond` makes the response to an error."""

    def __init__(
        self,
        app: ASGIApp,
        rules: Rules,
        cooldowns: Cooldowns,
        respond: Callable[[Request, Exception], Response],
    ) -> None:
        self._app = app
        self._rules = rules
        self._cooldowns = cooldowns
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, begun = Request(scope), False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            self._check(request)
            await self._app(scope, _limited(receive, request), send_guarded)
        except Exception as error:  # nothing of it may leave
            if not begun:  # else the application has told and logged it
                await self._respond(request, error)(scope, receive, send_guarded)

    def _check(self, request: Request) -> None:
        check_host(request, self._rules.hosts)
        check_origin(request)
        self._check_rate(request)
        if self._rules.token and not request.url.path.startswith(OPEN):
            _check_token(request, self._rules.token)

    def _check_rate(self, request: Request) -> None:
        if request.client is None or is_loopback(request.client.host):
            return
        asker = asker_of(request)
        until = self._cooldowns.until(asker, cooldown=0.0, per_minute=self._rules.per_minute)
        if until:
            line = f"more than {self._rules.per_minute} requests in a minute; wait a little"
            raise RequestError(429, "too_many_requests", line, {"Retry-After": "10"})


def check_host(request: Request, hosts: tuple[str, ...]) -> None:
    """Raise RequestError for a name that is not ours: a page elsewhere may have given its own our address."""
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    if not (bare_address(name) or name == "localhost" or name in hosts):
        line = f"this server is not known as “{name[:80]}”; NEWSDESK_WEB_HOSTS names it"
        raise RequestError(421, "wrong_host", line)


def check_origin(request: Request) -> None:
    """Raise RequestError for what another site's page sends."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    sent_by, mode = request.headers.get("sec-fetch-site", "none"), request.headers.get("sec-fetch-mode")
    followed = request.method in SAFE and mode == "navigate"
    if (origin is not None and urlsplit(origin).netloc != host) or (
        sent_by in ("cross-site", "same-site") and not followed
    ):
        raise RequestError(403, "wrong_origin", "pages of other sites may not ask here")


def _check_token(request: Request, token: str) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and is_right(given.strip(), token):
        return
    if is_right(request.cookies.get(COOKIE, ""), ticket(token)):
        return
    line = "a token is needed: Authorization: Bearer TOKEN" if not given else "the token is wrong"
    raise RequestError(401, "invalid_api_key", line, {"WWW-Authenticate": "Bearer"})


def _limited(receive: Receive, request: Request) -> Receive:
    """Return what receives a body; it raises RequestError for one that is too large or too slow."""
    too_large = RequestError(413, "too_large", f"a body may have {MAX_BODY:,} bytes")
    announced, got, complete = request.headers.get("content-length", "0"), 0, False

    async def receive_limited() -> Message:
        nonlocal got, complete
        if complete:
            return await receive()
        if announced.isdigit() and int(announced) > MAX_BODY:
            raise too_large
        try:
            message = await asyncio.wait_for(receive(), BODY_SECONDS)
        except TimeoutError:
            raise RequestError(408, "too_slow", "the body did not come in time") from None
        got += len(message.get("body", b""))
        if got > MAX_BODY:
            raise too_large
        complete = not message.get("more_body", False)
        return message

    return receive_limited
