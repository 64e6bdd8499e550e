"""The routes of the page."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.requests.queries import make_query, tidy
from bot.services.articles import articles_about, list_articles
from bot.web.clients import asker_of
from bot.web.desk import Desk
from bot.web.errors import Problem, RequestError, problem_of
from bot.web.guard import COOKIE, Rules
from bot.web.page.asking import ask_page
from bot.web.page.claims import claim_page
from bot.web.page.digests import told_page
from bot.web.page.form import LONGEST
from bot.web.page.render import FOLDER, messages_for, page, wants_part
from bot.web.page.source import read_sentence, source_page
from bot.web.page.words import error_words
from bot.web.requests import while_connected
from bot.web.token import is_right, ticket
from retrieval.errors import NewsdeskError
from retrieval.values import Article, Query

STORIES, ARTICLES = 8, 50
YEAR = 365 * 24 * 3600


def page_routes(desk: Desk, rules: Rules) -> list[BaseRoute]:
    """Return the routes of all pages."""
    return [
        Route("/", partial(ask_page, desk)),
        Route("/check", partial(check_page, desk)),
        Route("/digest", partial(digest_page, desk)),
        Route("/articles", partial(articles_page, desk)),
        Route("/articles/{article_id:path}", partial(article_page, desk)),
        Route("/login", partial(login, rules), methods=["POST"]),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]


async def check_page(desk: Desk, request: Request) -> Response:
    """Show what the articles say to a claim."""
    claim = tidy(request.query_params.get("claim", ""))[:LONGEST]
    if not claim:
        return page(request, "check.html", claim="", shown=None, error="")

    try:
        checked = await while_connected(request, desk.check(Query(claim), asker_of(request)))
    except NewsdeskError as error:
        words = error_words(error, messages_for(request))
        return page(request, "check.html", problem_of(error).status, claim=claim, shown=None, error=words)
    return page(
        request, "check.html", claim=claim, shown=claim_page(checked, messages_for(request)), error=""
    )


async def digest_page(desk: Desk, request: Request) -> Response:
    """Show the stories of some days; of today, where the address names none."""
    limits = _limits(request.query_params)
    try:
        query = make_query("", limits, desk.today())
        told = await while_connected(request, desk.digest(query, asker_of(request)))
    except NewsdeskError as error:
        words = error_words(error, messages_for(request))
        return page(
            request, "digest.html", problem_of(error).status, since=limits["since"], until=limits["until"],
            stories=(), error=words,
        )  # fmt: skip
    return page(
        request,
        "digest.html",
        since=told.period.first,
        until=told.period.last,
        stories=told_page(told, messages_for(request)),
        error="",
    )


async def articles_page(desk: Desk, request: Request) -> Response:
    """List articles, newest first."""
    limits, topic = _limits(request.query_params), tidy(request.query_params.get("topic", ""))[:LONGEST]
    outlets = await desk.beside(
        lambda: [name for name in sorted(desk.engine.index.articles.sources()) if name]
    )
    listed: list[Article] = []
    error, status = "", 200
    try:
        query = make_query(topic, limits, desk.today())
        listed = await while_connected(request, desk.run(asker_of(request), partial(_articles, desk, query)))
    except NewsdeskError as wrong:
        error, status = error_words(wrong, messages_for(request)), problem_of(wrong).status
    return page(
        request, "articles.html", status, articles=listed, topic=topic, outlets=outlets, error=error, **limits
    )


async def article_page(desk: Desk, request: Request) -> Response:
    """Show an article, with the sentence lit that the address names."""
    article_id = request.path_params["article_id"]
    index = desk.engine.index
    article = await desk.beside(lambda: index.articles.article(article_id))
    if article is None:
        raise RequestError(404, "unknown_article", messages_for(request).text("web-unknown-article"))
    sentence = read_sentence(request.query_params, article.text)
    shown = await desk.beside(lambda: source_page(index, article, sentence))
    return page(request, "source.html" if wants_part(request) else "article.html", shown=shown)


async def login(rules: Rules, request: Request) -> Response:
    """Take the token of a form, and let its browser in."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    given = (fields.get("token") or [""])[0].strip()
    if not rules.token or not is_right(given, rules.token):
        return page(request, "login.html", 401, error=messages_for(request).text("web-token-wrong"))
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, ticket(rules.token), max_age=YEAR, httponly=True, secure=secure, samesite="lax"
    )
    return response


def error_page(request: Request, problem: Problem) -> Response:
    """Return the page of an error; without a token, the one that asks for it."""
    if problem.status == 401:
        return page(request, "login.html", 401, error="")
    messages = messages_for(request)
    own = {"not_found": messages.text("web-nothing-here"), "failed": messages.text("broken")}
    response = page(request, "error.html", problem.status, error=own.get(problem.code, problem.message))
    response.headers.update(problem.headers)
    return response


def _articles(desk: Desk, query: Query) -> list[Article]:
    asked = desk.known(query)
    if asked.text:
        return articles_about(desk.engine.index, asked, ARTICLES)
    return list_articles(desk.engine.index, desk.browser, asked, ARTICLES)


def _limits(parameters: QueryParams) -> dict[str, str]:
    return {name: tidy(parameters.get(name, ""))[:LONGEST] for name in ("source", "since", "until")}
