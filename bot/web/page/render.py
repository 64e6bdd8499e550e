"""Templates: every value of theirs is escaped, and words come in the reader's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.messages import Messages, load_messages
from bot.render.text import is_web_address, neutral
from bot.web.clients import language_of
from bot.web.links import article_path
from bot.web.page.words import day_words

FOLDER = Path(__file__).parent
PART = "newsdesk-part"
"""The header by which the page's script asks for a part instead of a whole page."""


def messages_for(request: Request) -> Messages:
    """Return the words in the reader's language."""
    return load_messages(language_of(request))


def wants_part(request: Request) -> bool:
    return PART in request.headers


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page, or a part of one."""
    headers = {"Vary": f"Accept, Accept-Language, {PART}"}
    return HTMLResponse(part(request, template, **values), status, headers)


def part(request: Request, template: str, **values: Any) -> str:
    """Return the HTML of a template."""
    messages = messages_for(request)

    def day(published: str) -> str:
        return day_words(published, messages)

    return (
        _environment()
        .get_template(template)
        .render(t=messages.text, day=day, lang=messages.language, path=request.url.path, **values)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(neutral=neutral, article_path=article_path, is_web_address=is_web_address)
    return environment
