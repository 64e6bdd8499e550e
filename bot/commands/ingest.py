"""`newsdesk ingest`: files and folders to citable articles."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.context import common_options, open_engine
from retrieval.errors import UsageError

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--verbose", "-v", is_flag=True, help="Name every article, not only what was rejected.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@common_options
@click.pass_context
def ingest(ctx: click.Context, sources: tuple[str, ...], verbose: bool, as_json: bool) -> None:
    """Add articles from files and folders.

    Files may be .txt, .md, .html, .json, .jsonl or .csv. An article that is in already changes nothing.
    """
    _refuse_addresses(sources)
    engine = open_engine(ctx)
    from bot.ingesting import ingest_all

    if not ingest_all(engine, [Path(source) for source in sources], verbose=verbose, as_json=as_json):
        ctx.exit(1)


def _refuse_addresses(sources: tuple[str, ...]) -> None:
    for source in sources:
        if _URL.match(source):
            raise UsageError(f"{source}: URLs are not supported yet; save the page and ingest the file")
