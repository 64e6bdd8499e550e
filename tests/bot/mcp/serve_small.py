"""A server on the small models in a process of its own: `python serve_small.py DATA`.

It also prints, as a careless library would: what is printed must not reach the protocol.
"""

import sys
from pathlib import Path

import anyio

from bot.mcp.server import create_server
from bot.mcp.tools import NewsTools
from retrieval.engine import Engine
from retrieval.index.browse import ArticleBrowser
from tests.conftest import make_engine


class Chatty(NewsTools):
    def newest(self, limit: int) -> list[dict[str, str]]:  # type: ignore[override]
        print("loading…", flush=True)  # noqa: T201
        return super().newest(limit)  # type: ignore[return-value]


def main(folder: Path) -> None:
    engine: Engine = make_engine(folder)
    anyio.run(create_server(Chatty(engine, ArticleBrowser(folder))).run_stdio_async)


main(Path(sys.argv[1]))
