"""`newsdesk reindex`: the word index and the vectors anew, from the stored articles."""

from __future__ import annotations

import click

from bot.cli.context import common_options, open_library


@click.command()
@common_options
@click.pass_context
def reindex(ctx: click.Context) -> None:
    """Make the indexes again from the articles."""
    from bot.render.progress import progress_bar, show_vectors
    from bot.render.text import count_text
    from bot.render.views import make_console

    library, console = open_library(ctx), make_console(stderr=True)
    with progress_bar(console, "Reindexing", library.index.articles.counts()[0]) as advance:
        library.reindex(advance, vectors=False)
    show_vectors(console, library.index.articles.counts(), library.add_missing_vectors())
    click.echo(f"reindexed {count_text(library.index.articles.counts()[0], 'article')}")
