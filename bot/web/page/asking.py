"""The page on which one asks: a whole page, or a stream of its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from bot.services.articles import list_articles
from bot.web.clients import asker_of
from bot.web.desk import Desk, Waiting
from bot.web.errors import problem_of
from bot.web.events import Item, event, stream_response, wants_events
from bot.web.page.form import Form, read_form
from bot.web.page.pieces import AnswerPage, answer_page, partial_page
from bot.web.page.plot import Plot, articles_on, coverage_plot
from bot.web.page.render import messages_for, page, part
from bot.web.page.words import error_words, waiting_words
from bot.web.requests import while_connected
from retrieval.errors import NewsdeskError
from retrieval.values import Answer, Partial, Query

NEWEST = 6
"""Articles on the first page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it, with the coverage of its topic."""

    answer: AnswerPage
    plot: Plot | None = None
    finished: bool = False


async def ask_page(desk: Desk, request: Request) -> Response:
    """Show the form or, where the address holds a question, its answer."""
    form = read_form(request.query_params)
    if not form.q:
        return await _first_page(desk, request, form)
    try:
        query = form.query(desk.today())
        if wants_events(request):
            return await _stream(desk, request, form, query)
        shown = await while_connected(request, _answered(desk, request, query))
    except NewsdeskError as error:
        return await _failed(desk, request, form, error)
    return page(request, "ask.html", form=form, shown=shown, outlets=await _outlets(desk), error="")


async def _first_page(desk: Desk, request: Request, form: Form) -> Response:
    newest = await desk.beside(lambda: list_articles(desk.engine.index, desk.browser, Query(""), NEWEST))
    return page(request, "home.html", form=form, newest=newest, outlets=await _outlets(desk), error="")


async def _failed(desk: Desk, request: Request, form: Form, error: NewsdeskError) -> Response:
    problem, words = problem_of(error), error_words(error, messages_for(request))
    return page(
        request, "ask.html", problem.status, form=form, shown=None, outlets=await _outlets(desk), error=words
    )


async def _answered(desk: Desk, request: Request, query: Query) -> Shown:
    asker = asker_of(request)
    answer = await desk.ask(query, asker)
    return await _shown(desk, request, query, answer)


async def _shown(desk: Desk, request: Request, query: Query, answer: Answer) -> Shown:
    """Return the answer with the coverage of what was searched for."""

    def work() -> Plot | None:
        searched = desk.known(replace(query, text=answer.standalone or query.text))
        return coverage_plot(articles_on(desk.engine.index, searched))

    plot = await desk.beside(work) if answer.citations and not answer.refused else None
    return Shown(answer_page(answer, messages_for(request)), plot, finished=True)


async def _stream(desk: Desk, request: Request, form: Form, query: Query) -> Response:
    messages, outlets = messages_for(request), await _outlets(desk)

    async def written(item: Item) -> str:
        if isinstance(item, Waiting):
            return event("waiting", {"text": waiting_words(item, messages, loading=not desk.warm.is_set())})
        if isinstance(item, Partial):
            shown = Shown(partial_page(item, messages))
        else:
            shown = await _shown(desk, request, query, item)
        return event(
            "answer", {"html": part(request, "answer.html", form=form, shown=shown, outlets=outlets)}
        )

    def failed(error: Exception) -> str:
        return event("failed", {"text": error_words(error, messages)})

    return await stream_response(desk.stream(query, asker_of(request)), written, failed)


async def _outlets(desk: Desk) -> list[str]:
    return await desk.beside(lambda: [name for name in sorted(desk.engine.index.articles.sources()) if name])
