"""Ingests the sources of a user and prints the outcome for each article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from bot.cli.ingest_summary import IngestSummary, report_text
from bot.render.answer_json import one_line
from bot.render.progress import expected_articles, progress_bar, show_vectors
from bot.render.text import neutral
from bot.render.views import make_console
from bot.requests.sources import is_address, read_source
from retrieval.ingest.library import Library
from retrieval.ingest.pipeline import Outcome, Report
from retrieval.settings import Settings
from retrieval.values import Notice


def ingest_all(
    library: Library,
    sources: Sequence[str],
    settings: Settings,
    *,
    verbose: bool,
    as_json: bool,
    vectors: bool = True,
) -> bool:
    """Ingest, make the vectors and print the summary. Raise NewsdeskError.

    Return whether any article is in the index now.
    """
    articles = chain.from_iterable([read_source(source, settings) for source in sources])
    files = [Path(source) for source in sources if not is_address(source)]
    console = make_console(stderr=True)
    summary = IngestSummary(keep_all=verbose)
    try:
        expected = expected_articles(files)
        with progress_bar(console, "Ingesting", sum(expected.values())) as advance:
            for report in library.ingest(articles, vectors=False):
                summary.take(report)
                # A report on a whole file stands for all its lines.
                advance(isinstance(report, Report), missing=expected.get(report.origin, 1) - 1)
                if verbose or isinstance(report, Notice) or report.outcome is Outcome.REJECTED:
                    console.print(neutral(report_text(report)), soft_wrap=True)
        if vectors:
            show_vectors(console, library.index.articles.counts(), library.add_missing_vectors())
    except KeyboardInterrupt:
        click.echo("newsdesk ingest: interrupted; run the same command again to go on", err=True)
        raise
    finally:
        # Also after an error or Ctrl-C: what was reported is kept.
        if summary.counts:
            click.echo(one_line(summary.as_dict()) if as_json else summary.text())
    return summary.came_in
