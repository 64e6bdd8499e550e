"""The articles and their indexes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.render.text import count_text
from bot.services.check_result import CheckResult
from retrieval.errors import NewsdeskError
from retrieval.factory import open_library
from retrieval.index.browse import ArticleBrowser
from retrieval.index.database import DATABASE
from retrieval.settings import Settings
from retrieval.values import Query

NONE_YET = CheckResult("articles", "none yet; `newsdesk ingest FOLDER` reads some", "warning")


def check_articles(settings: Settings) -> Iterator[CheckResult]:
    """Tell whether the database and its indexes open, and what they hold; create nothing."""
    if not (settings.data / DATABASE).is_file():
        yield NONE_YET
        return
    try:
        with open_library(settings) as library:
            browser = ArticleBrowser(library.index.folder)
            coverage = browser.coverage(Query(""))
            browser.close()
    except NewsdeskError as error:
        yield CheckResult("articles", str(error), "missing")
        return
    if not coverage.articles:
        yield NONE_YET
        return
    newest = coverage.newest[:10] or "unknown"
    yield CheckResult("articles", f"{count_text(coverage.articles, 'article')}, the newest of {newest}")
