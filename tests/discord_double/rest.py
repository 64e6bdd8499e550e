"""Every request: recorded, perhaps spoiled by a fault, held against the contract, limited, and routed."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.discord_double import contract
from tests.discord_double.routes import Call, Routes
from tests.discord_double.world import ApiError, World

UNCHECKED = {("GET", "/oauth2/applications/@me")}
"""Not in the file."""
BUCKETS = {"POST": "80c17d2f203122d936070c88c8d10f33", "PATCH": "3f1a9c0de8b74c52b6a1f0e9d2c4775b"}
"""New messages and edits are counted apart, each by channel."""


@dataclass
class Request:
    """One request as it came; `status` is None while it is being answered and 0 for a dropped one."""

    method: str
    path: str
    body: Any
    authorization: str | None
    at: float
    status: int | None = None


@dataclass
class Fault:
    """What goes wrong with the next `times` requests that match."""

    method: str
    path: re.Pattern[str]
    times: int
    status: int = 0
    code: int = 0
    retry_after: float = 0.2
    everywhere: bool = False
    delay: float = 0.0
    drop: bool = False
    after: bool = False
    """Whether Discord does what was asked and only its answer is lost."""


class Rest:
    """The REST API; `errors` are the breaches of the contract, on either side."""

    def __init__(self, world: World, routes: Routes, changed: Callable[[], Awaitable[None]]) -> None:
        self._world = world
        self._routes = routes
        self._changed = changed
        self.contract = contract.load()
        self.errors: list[tuple[str, str, str, list[str]]] = []
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.message_rate: tuple[int, float] | None = (5, 5.0)
        """Messages to a channel in so many seconds, and edits there, as Discord announces it."""
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["tail"]
        body = await _body(request)
        record = Request(request.method, path, body, request.headers.get("Authorization"), time.monotonic())
        self.requests.append(record)
        headers = {"Via": "1.1 google"}
        fault = self._fault(record)
        try:
            if fault and not fault.after:
                await self._spoil(fault)
            status, answer = await self._answer(record, dict(request.query), headers)
        except ApiError as error:
            status, answer = error.status, error.body
            headers |= error.headers
        record.status = status
        await self._changed()
        if fault and fault.drop:
            record.status = 0
            if request.transport:
                request.transport.abort()
            return web.Response()
        if status == 204:
            return web.Response(status=204, headers=headers)
        # Exactly "application/json": with a charset discord.py would take the body for text.
        encoded = json.dumps(answer).encode()
        return web.Response(body=encoded, status=status, headers=headers, content_type="application/json")

    def _fault(self, record: Request) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.method == record.method and fault.path.search(record.path):
                fault.times -= 1
                return fault
        return None

    async def _spoil(self, fault: Fault) -> None:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.status == 429:
            raise too_many(fault.retry_after, everywhere=fault.everywhere)
        if fault.status:
            raise ApiError(fault.status, fault.code, f"injected {fault.status}")
        if fault.drop:
            raise ApiError(500, 0, "dropped")

    async def _answer(
        self, record: Request, query: dict[str, str], headers: dict[str, str]
    ) -> tuple[int, Any]:
        method, path = record.method, record.path
        by_token = path.startswith(("/interactions/", "/webhooks/"))
        if not by_token and record.authorization != f"Bot {self._world.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        self._check(record, "request", self._request_problems(record))
        headers |= self._limit(method, path)
        status, answer = await self._routes.answer(Call(method, path, record.body, query))
        if self.contract and (method, path) not in UNCHECKED and status != 204:
            problems = self.contract.response_problems(method, path, status, answer)
            self._check(record, "response", problems)
        return status, answer

    def _request_problems(self, record: Request) -> list[str]:
        if self.contract is None or (record.method, record.path) in UNCHECKED:
            return []
        body = record.body
        if isinstance(body, dict):
            body = {key: value for key, value in body.items() if key != "_files"}
        return self.contract.request_problems(record.method, record.path, body)

    def _check(self, record: Request, side: str, problems: list[str]) -> None:
        if problems:
            self.errors.append((record.method, record.path, side, problems))
            raise ApiError(400, 50035, f"Invalid Form Body: {problems}")

    def _limit(self, method: str, path: str) -> dict[str, str]:
        """Fixed windows a channel, told in headers; 429 for a client that does not mind them."""
        found = re.fullmatch(r"/channels/(\d+)/messages(?:/\d+)?", path)
        if not (found and method in BUCKETS and self.message_rate):
            return {}
        count, seconds = self.message_rate
        now = time.monotonic()
        start, used = self._windows.get((method, found[1]), (0.0, 0))
        if now >= start + seconds:
            start, used = now, 0
        left = start + seconds - now
        told = {
            "X-RateLimit-Limit": str(count),
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Bucket": BUCKETS[method],
            "X-RateLimit-Remaining": str(max(0, count - used - 1)),
        }
        if used >= count:
            raise too_many(left, headers=told)
        self._windows[method, found[1]] = (start, used + 1)
        return told


async def _body(request: web.Request) -> Any:
    """The JSON of a request; files come with it as text, by their names, under "_files"."""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        body = json.loads(str(form["payload_json"]))
        files = [part for part in form.values() if isinstance(part, web.FileField)]
        return body | {"_files": {file.filename: file.file.read().decode() for file in files}}
    raw = await request.read() if request.content_type == "application/json" else b""
    return json.loads(raw) if raw else None


def too_many(after: float, *, everywhere: bool = False, headers: dict[str, str] | None = None) -> ApiError:
    error = ApiError(
        429, 0, "You are being rate limited.", {**(headers or {}), "Retry-After": f"{after:.3f}"}
    )
    if everywhere:
        error.headers["X-RateLimit-Global"] = "true"
    error.body = {"message": str(error), "retry_after": after, "global": everywhere}
    return error
