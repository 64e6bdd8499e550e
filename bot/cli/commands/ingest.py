"""`newsdesk ingest`: files, folders and addresses to citable articles."""

from __future__ import annotations

import click

from bot.cli.context import common_options, open_library, read_settings
from retrieval.errors import UsageError


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--verbose", "-v", is_flag=True, help="Name every article, not only what was rejected.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option("--dry-run", is_flag=True, help="Show what would be stored of each article, and store nothing.")
@click.option("--no-vectors", is_flag=True, help="Leave the vectors to the next command that writes.")
@common_options
@click.pass_context
def ingest(
    ctx: click.Context,
    sources: tuple[str, ...],
    *,
    verbose: bool,
    as_json: bool,
    dry_run: bool,
    no_vectors: bool,
) -> None:
    """Add articles from files, folders and addresses.

    Files may be .txt, .md, .html, .json, .jsonl, .csv, .pdf, .eml or .warc; an address (https://...) may be
    that of a page, a feed or a sitemap. An article that is in already changes nothing.

    Articles can be asked about at once, by their words. Their vectors, which find other words of the same
    meaning, follow; Ctrl-C loses none, and the next command that writes goes on.

    With --dry-run nothing is stored; with --json too, each source is an object a line.
    """
    _check_addresses(sources)
    if dry_run:
        from bot.cli.dry_run import show_all

        if not show_all(sources, read_settings(ctx), as_json=as_json):
            ctx.exit(1)
        return
    settings, library = read_settings(ctx), open_library(ctx)
    from bot.cli.ingest_output import ingest_all

    if not ingest_all(library, sources, settings, verbose=verbose, as_json=as_json, vectors=not no_vectors):
        ctx.exit(1)


def _check_addresses(sources: tuple[str, ...]) -> None:
    from bot.requests.sources import is_address

    for source in sources:
        if is_address(source) and not source.casefold().startswith(("http://", "https://")):
            raise UsageError(f"{source}: only http:// and https:// addresses are fetched")
