"""The application: the API and the page over one desk, behind the guard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from time import monotonic

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.chat.cooldowns import Cooldowns
from bot.render.version import version_of
from bot.web.api.openapi import openapi
from bot.web.api.operations import OPERATIONS
from bot.web.desk import Desk
from bot.web.errors import problem_of
from bot.web.guard import Guard, Rules
from bot.web.page.routes import error_page, page_routes
from retrieval.errors import NewsdeskError

GRACE = 3.5
"""Seconds that answers under way get when the server is told to stop."""
API = ("/v1/", "/health", "/openapi.json", "/mcp")


def create_app(desk: Desk, rules: Rules, more: Sequence[Starlette] = ()) -> ASGIApp:
    """Return the application. The desk is its caller's to close.

    The routes of `more` stand behind the same guard, and their lifespans run with it.
    """
    app = Starlette(
        routes=[*_api_routes(desk), *(r for one in more for r in one.routes), *page_routes(desk, rules)],
        exception_handlers=dict.fromkeys(
            (NewsdeskError, HTTPException, ClientDisconnect, Exception), _respond
        ),
        lifespan=partial(_lifespan, desk, more),
    )
    return Guard(app, rules, Cooldowns(monotonic), respond)


def respond(request: Request, error: Exception) -> Response:
    """Return the response to an error: JSON for programs, a page for people."""
    problem = problem_of(error)
    if request.url.path.startswith(API):
        return JSONResponse(problem.as_dict(), problem.status, dict(problem.headers))
    return error_page(request, problem)


async def _respond(request: Request, error: Exception) -> Response:
    return respond(request, error)


def _api_routes(desk: Desk) -> list[Route]:
    description = openapi(version_of("newsdesk"))

    async def describe(request: Request) -> Response:
        return JSONResponse(description)

    routes = [
        Route(o.path.replace("_id}", "_id:path}"), partial(o.handler, desk), methods=[o.method])
        for o in OPERATIONS
    ]
    return [*routes, Route("/openapi.json", describe)]


@asynccontextmanager
async def _lifespan(desk: Desk, more: Sequence[Starlette], app: Starlette) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for one in more:
            await stack.enter_async_context(one.router.lifespan_context(one))
        loading = asyncio.create_task(desk.load())
        yield
        await desk.queue.close(GRACE)
        loading.cancel()
