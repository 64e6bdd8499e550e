"""`newsdesk mcp`: the articles as tools for an assistant."""

from __future__ import annotations

from contextlib import closing

import click

from bot.cli.context import common_options, open_engine


@click.command()
@common_options
@click.pass_context
def mcp(ctx: click.Context) -> None:
    """Serve the articles to an assistant (MCP).

    It speaks the Model Context Protocol over standard streams.

    The assistant starts this command itself. Its configuration names the command "newsdesk" and the arguments
    "mcp" and, if wanted, "--data" and a folder.
    """
    import anyio

    from bot.mcp.server import create_server
    from bot.mcp.tools import NewsTools
    from retrieval.index.browse import ArticleBrowser

    engine = open_engine(ctx)
    with closing(ArticleBrowser(engine.index.folder)) as browser:
        anyio.run(create_server(NewsTools(engine, browser)).run_stdio_async)
