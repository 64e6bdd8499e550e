"""The table of the API's operations, from which its routes and its description are made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.api import answers, chat, collection, replies
from bot.web.bodies import ArticlesQuery, AskBody, CheckBody, DigestBody, ListQuery, QuoteBody
from bot.web.desk import Desk

Handler = Callable[[Desk, Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    handler: Handler
    reply: type[BaseModel]
    body: type[BaseModel] | None = None
    parameters: type[BaseModel] | None = None
    streams: bool = False
    """Whether it can answer with events."""


async def health(desk: Desk, request: Request) -> Response:
    """Say whether the server answers."""
    return JSONResponse({"status": "ok" if desk.warm.is_set() else "loading"})


OPERATIONS = (
    Operation("POST", "/v1/ask", answers.ask, replies.AskReply, AskBody, streams=True),
    Operation("POST", "/v1/check", answers.check, replies.CheckReply, CheckBody),
    Operation("POST", "/v1/quote", answers.quote, replies.QuoteReply, QuoteBody),
    Operation("POST", "/v1/digest", collection.digest, replies.DigestReply, DigestBody),
    Operation("GET", "/v1/stories", collection.stories, replies.StoriesReply, parameters=ListQuery),
    Operation("GET", "/v1/articles", collection.articles, replies.ArticlesReply, parameters=ArticlesQuery),
    Operation("GET", "/v1/articles/{article_id}", collection.article, replies.WholeArticleReply),
    Operation(
        "POST", "/v1/chat/completions", chat.completions, replies.CompletionReply, chat.ChatBody, streams=True
    ),
    Operation("GET", "/v1/models", chat.models, replies.ModelsReply),
    Operation("GET", "/v1/models/{model}", chat.model, replies.ModelReply),
    Operation("GET", "/health", health, replies.HealthReply),
)
