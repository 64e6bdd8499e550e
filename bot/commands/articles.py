"""`newsdesk articles`: what is stored."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from bot.context import common_options, open_engine
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from retrieval.engine import Engine
    from retrieval.types import Article


@click.group()
@common_options
def articles() -> None:
    """List, show and remove stored articles."""


@articles.command("list")
@click.option("--source", metavar="S", default="", help="Only articles of this source.")
@click.option("--since", metavar="D", default="", help="Only articles published on or after this day.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many, the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@common_options
@click.pass_context
def list_(ctx: click.Context, source: str, since: str, limit: int | None, as_json: bool) -> None:
    """List the articles, newest first."""
    from bot.article_views import ArticlesView
    from bot.queries import make_query
    from bot.views import make_console, show

    query = make_query("", {"source": source, "since": since}, date.today())
    stored = open_engine(ctx).index.articles.articles()
    passing = (
        article
        for article in stored
        if (not query.source or article.source.casefold() == query.source.casefold())
        and article.published[:10] >= query.since
    )
    found = list(islice(passing, limit))
    if as_json:
        click.echo(_json_array(found))
    elif found:
        show(ArticlesView(found), make_console())
    else:
        click.echo("newsdesk: no such articles; `newsdesk ingest` adds some", err=True)


@articles.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--text", "only_text", is_flag=True, help="Print the stored text and nothing else.")
@common_options
@click.pass_context
def show_article(ctx: click.Context, article_id: str, only_text: bool) -> None:
    """Show an article with its sentences and their character offsets."""
    from bot.article_views import ArticleView
    from bot.views import make_console, show

    engine = open_engine(ctx)
    article = _stored(engine, article_id)
    if only_text:
        # No line end is added: the output is what every offset counts in.
        click.echo(article.text.encode(), nl=False)
        return
    show(ArticleView(article, engine.index.articles.sentences(article_id), date.today()), make_console())


@articles.command()
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@common_options
@click.pass_context
def remove(ctx: click.Context, article_ids: tuple[str, ...]) -> None:
    """Remove articles; one unknown id, and none is removed."""
    engine = open_engine(ctx)
    for article_id in article_ids:
        _stored(engine, article_id)
    with engine.index.writing() as writer:
        removed = writer.remove(list(dict.fromkeys(article_ids)))
    click.echo(f"removed {removed}")


def _stored(engine: Engine, article_id: str) -> Article:
    article = engine.index.articles.article(article_id)
    if article is None:
        known = [stored.id for stored in engine.index.articles.articles()]
        near = get_close_matches(article_id, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`newsdesk articles list` shows them"
        raise UsageError(f"no article has the id {article_id}; {hint}")
    return article


def _json_array(found: list[Article]) -> str:
    """An array with an article a line, in the fields of the article contract but for the text."""
    from bot.answer_json import one_line

    return "[" + ",\n ".join(one_line(_fields(article)) for article in found) + "]"


def _fields(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "source": article.source,
        "authors": list(article.authors),
    }
