"""What is stored: `/v1/articles`, `/v1/stories` and `/v1/digest`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.render.answer_json import attributes
from bot.render.digest import digest_as_dict
from bot.requests.queries import make_query
from bot.services.articles import articles_about, list_articles
from bot.services.stories import Story, story_of, told_stories
from bot.web.api.answers import query_of, tag
from bot.web.bodies import ArticlesQuery, DigestBody, ListQuery, read_body, read_parameters
from bot.web.clients import asker_of
from bot.web.desk import Desk
from bot.web.errors import RequestError
from bot.web.requests import while_connected
from retrieval.values import Article, Query

LISTED = ("id", "title", "url", "published", "source", "authors", "language", "genre")


async def articles(desk: Desk, request: Request) -> Response:
    """List articles, newest first."""
    wanted = read_parameters(request, ArticlesQuery)
    query = replace(list_query(desk, wanted), text=wanted.topic)

    def work() -> list[Article]:
        index, asked = desk.engine.index, desk.known(query)
        if asked.text.strip():
            return articles_about(index, asked, wanted.limit)
        return list_articles(index, desk.browser, asked, wanted.limit)

    found = await while_connected(request, desk.run(asker_of(request), work))
    return JSONResponse({"articles": [attributes(article, *LISTED) for article in found]})


async def article(desk: Desk, request: Request) -> Response:
    """Show an article with its text, in which every offset counts, and the others of its story."""
    article_id = request.path_params["article_id"]

    def work() -> dict[str, Any] | None:
        index = desk.engine.index
        if (found := index.articles.article(article_id)) is None:
            return None
        story = story_of(index, found).articles[1:]
        return {
            **attributes(found, *LISTED, "modified", "text"),
            "story": [attributes(other, *LISTED) for other in story],
        }

    shown = await desk.run(asker_of(request), work)
    if shown is None:
        raise RequestError(
            404, "not_found", f"no article has the id {article_id[:200]}; /v1/articles lists them"
        )
    return JSONResponse(shown)


async def stories(desk: Desk, request: Request) -> Response:
    """List the stories of some days, those of most outlets first."""
    wanted = read_parameters(request, ListQuery)
    query = list_query(desk, wanted)

    def work() -> list[Story]:
        return told_stories(desk.engine.index, desk.browser, desk.known(query), wanted.limit)

    told = await while_connected(request, desk.run(asker_of(request), work))
    return JSONResponse({"stories": list(map(_story, told))})


async def digest(desk: Desk, request: Request) -> Response:
    """Tell the stories of some days, a sentence each."""
    body = await read_body(request, DigestBody)
    query = query_of(desk, body.topic, body)
    told = await while_connected(request, desk.digest(query, asker_of(request)))
    return JSONResponse({**tag(body), **digest_as_dict(told)})


def list_query(desk: Desk, wanted: ListQuery) -> Query:
    """Return the query of a list. Raise UsageError for a wrong day."""
    return make_query("", attributes(wanted, "since", "until", "source"), desk.today())


def _story(story: Story) -> dict[str, Any]:
    days = sorted(article.published for article in story.articles if article.published)
    return {
        "title": story.articles[0].title,
        "outlets": list(story.outlets),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "articles": [attributes(article, *LISTED) for article in story.articles],
    }
