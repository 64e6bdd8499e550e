"""`newsdesk articles`: what is stored."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from bot.cli.context import common_options, open_library, read_settings
from retrieval.errors import UsageError

if TYPE_CHECKING:
    pass


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
    from bot.render.answer_json import attributes, one_line
    from bot.render.articles import ArticlesView
    from bot.render.views import make_console, show
    from bot.requests.queries import known_source, make_query
    from bot.services.articles import list_articles
    from retrieval.index.browse import ArticleBrowser

    query, library = make_query("", {"source": source, "since": since}, date.today()), open_library(ctx)
    with suppress(UsageError):  # an unknown source has no articles
        query = replace(query, source=known_source(query.source, library.index.articles.sources()))
    with closing(ArticleBrowser(library.index.folder)) as browser:
        newest = list_articles(library.index, browser, query, limit or -1)
    if as_json:
        # An array with one article a line: the fields of the article contract without the text.
        names = ("id", "title", "url", "published", "source", "authors")
        click.echo("[" + ",\n ".join(one_line(attributes(article, *names)) for article in newest) + "]")
    elif newest:
        show(ArticlesView(newest), make_console())
    else:
        click.echo("newsdesk: no such articles; `newsdesk ingest` adds some", err=True)


@articles.command()
@common_options
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say how many articles are stored, and how many of their passages have vectors."""
    from bot.render.text import count_text

    stored = open_library(ctx).index.articles
    (number, passages), lacking = stored.counts(), stored.unembedded()
    click.echo(f"{count_text(number, 'article')}, {count_text(passages, 'passage')}")
    if passages:
        click.echo(f"{100 * (passages - lacking) // passages} % of passages have vectors")


@articles.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--text", "only_text", is_flag=True, help="Print the stored text and nothing else.")
@click.option("--versions", is_flag=True, help="Show what each update changed.")
@common_options
@click.pass_context
def show_article(ctx: click.Context, article_id: str, only_text: bool, versions: bool) -> None:
    """Show an article with its sentences and their character offsets."""
    from bot.render.articles import ArticleView
    from bot.render.versions import VersionsView
    from bot.render.views import make_console, show
    from bot.requests.article_selection import unknown

    store = open_library(ctx).index.articles
    article = store.article(article_id)
    if article is None:
        raise unknown(article_id, store)
    if only_text:
        # No line end is added: the output is what every offset counts in.
        click.echo(article.text.encode(), nl=False)
    elif versions:
        show(VersionsView(article, store.former(article_id)), make_console())
    else:
        show(ArticleView(article, store.sentences(article_id), date.today()), make_console())


@articles.command()
@click.argument("named", metavar="[ID|URL]...", nargs=-1)
@click.option("--source", metavar="S", default="", help="All of this source.")
@click.option("--since", metavar="D", default="", help="All published on or after this day.")
@click.option("--until", metavar="D", default="", help="All published on or before this day.")
@click.option("--expired", is_flag=True, help="All that NEWSDESK_KEEP_DAYS or NEWSDESK_KEEP_ARTICLES let go.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@common_options
@click.pass_context
def remove(ctx: click.Context, /, named: tuple[str, ...], expired: bool, yes: bool, **limits: str) -> None:
    """Remove articles, and every trace of them; one unknown id or address, and none is removed."""
    from bot.render.text import count_text
    from bot.requests.article_selection import Choice, choose
    from retrieval.ingest.retention import forget

    settings, library = read_settings(ctx), open_library(ctx)
    chosen = choose(library.index, Choice(named, limits, expired), settings, date.today())
    if chosen and not named and not yes:
        click.confirm(f"Remove {count_text(len(chosen), 'article')} for good?", abort=True, err=True)
    click.echo(f"removed {forget(library.index, chosen)}")
