"""`newsdesk reindex`: the word index and the vectors anew, from the stored articles."""

from __future__ import annotations

import click

from bot.cli.context import common_options, open_library


@click.command()
@common_options
@click.pass_context
def reindex(ctx: click.Context) -> None:
    """Make the indexes again from the articles."""
    from bot.render.progress import progress_bar
    from bot.render.text import count_text
    from bot.render.views import make_console

    library = open_library(ctx)
    with progress_bar(make_console(stderr=True), "Reindexing", library.index.articles.counts()[0]) as advance:
        library.reindex(advance)
    click.echo(f"reindexed {count_text(library.index.articles.counts()[0], 'article')}")
