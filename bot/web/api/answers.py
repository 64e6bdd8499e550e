"""Questions, claims and quotations: `/v1/ask`, `/v1/check`, `/v1/quote`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.render.answer_json import answer_as_dict, attributes, citation_as_dict
from bot.render.answer_text import shown_text
from bot.render.claim import check_as_dict
from bot.requests.queries import LIMITS, make_query, tidy
from bot.web.bodies import AskBody, CheckBody, Limits, QuoteBody, read_body
from bot.web.clients import asker_of
from bot.web.desk import Desk, Waiting
from bot.web.errors import RequestError
from bot.web.events import Item, error_event, event, stream_response, wants_events
from bot.web.requests import while_connected
from retrieval.quotes import trace_question
from retrieval.values import Answer, Partial, Query, Tracing, Turn


async def ask(desk: Desk, request: Request) -> Response:
    """Answer with the object of the contract, or with a stream of events that ends with it."""
    body = await read_body(request, AskBody)
    history = tuple(Turn(question, "") for question in map(tidy, body.history) if question)
    query = replace(query_of(desk, body.question, body), history=history)
    if wants_events(request):
        items = desk.stream(query, asker_of(request))
        return await stream_response(items, partial(_event, body), error_event)
    answer = await while_connected(request, desk.ask(query, asker_of(request)))
    return JSONResponse({**tag(body), **answer_as_dict(answer)})


async def check(desk: Desk, request: Request) -> Response:
    """Say whether the articles support a claim."""
    body = await read_body(request, CheckBody)
    query = query_of(desk, body.claim, body)

    checked = await while_connected(request, desk.check(query, asker_of(request)))
    return JSONResponse({**tag(body), **check_as_dict(checked)})


async def quote(desk: Desk, request: Request) -> Response:
    """Say where quoted words stand, and what was changed in them."""
    body = await read_body(request, QuoteBody)
    query = query_of(desk, f"> {tidy(body.quote)}", body)

    def work() -> Tracing | None:
        return trace_question(desk.ready(query), desk.engine.index, desk.engine.embeddings)

    tracing = await while_connected(request, desk.run(asker_of(request), work))
    if tracing is None:
        raise RequestError(400, "bad_request", "quote: a quotation has at least four words")
    return JSONResponse({**tag(body), **tracing_as_dict(tracing)})


def query_of(desk: Desk, text: str, body: Limits) -> Query:
    """Return the query of a body. Raise UsageError for a wrong day."""
    return make_query(text, {name: getattr(body, name) for name in LIMITS}, desk.today())


def tag(body: Limits) -> dict[str, Any]:
    """Return the id that a client gave to its question."""
    return {} if body.id is None else {"id": body.id}


def tracing_as_dict(tracing: Tracing) -> dict[str, Any]:
    """Return the places of a quotation, each with its article's facts."""
    answer = answer_as_dict(Answer(tracing.excerpt, (), 0.0, traces=tracing.traces))
    facts = (attributes(trace.article, "title", "source", "url", "published") for trace in tracing.traces)
    return {
        "quote": tracing.excerpt,
        "traces": [{**trace, **more} for trace, more in zip(answer["traces"], facts, strict=True)],
    }


async def _event(body: AskBody, item: Item) -> str:
    if isinstance(item, Waiting):
        return event("waiting", attributes(item, "place", "seconds"))
    if isinstance(item, Partial):
        cited = list(map(citation_as_dict, item.citations))
        return event("partial", {"answer": shown_text(item), "citations": cited})
    return event("answer", {**tag(body), **answer_as_dict(item)})
