"""`newsdesk reindex`: the word index and the vectors anew, from the stored articles."""

from __future__ import annotations

import click

from bot.cli.context import common_options, open_engine


@click.command()
@common_options
@click.pass_context
def reindex(ctx: click.Context) -> None:
    """Make the indexes again from the articles."""
    from bot.cli.progress import progress_bar
    from bot.render.text import count_in_words
    from bot.render.views import make_console

    engine = open_engine(ctx)
    with progress_bar(make_console(stderr=True), "Reindexing", engine.index.articles.counts()[0]) as advance:
        engine.index.reindex(advance)
    click.echo(f"reindexed {count_in_words(engine.index.articles.counts()[0], 'article')}")
